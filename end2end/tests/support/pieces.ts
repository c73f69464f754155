// What a candidate does with the documents of a dossier's page.
import { expect, type Locator, type Page } from "@playwright/test";
import { labels } from "./candidate.ts";
import type { Given } from "./files.ts";
import type { Screens } from "./test.ts";

/** The line of one required document, by its label in French. */
export function piece(page: Page, label: string): Locator {
  const [french, english] = labels(label);
  const heading = page.getByRole("heading", { name: french }).or(page.getByRole("heading", { name: english }));
  return page.locator("li.document").filter({ has: heading });
}

/** Chooses a file; without a script the button sends it. */
export async function choose(page: Page, screens: Screens, label: string, file: Given): Promise<void> {
  await piece(page, label).getByLabel(screens.t("Fichier pour :")).setInputFiles(file);
  if (!screens.scripted) await piece(page, label).getByRole("button", { name: screens.t("Déposer") }).click();
}

/** The same, and it is taken. */
export async function give(page: Page, screens: Screens, label: string, file: Given): Promise<void> {
  await choose(page, screens, label, file);
  await expect(piece(page, label).getByText(file.name)).toBeVisible();
  await expect(piece(page, label).locator(".badge", { hasText: screens.t("Déposée") })).toBeVisible();
}

/** Drags a file from the desktop onto the document. */
export async function drop(page: Page, label: string, file: Given): Promise<void> {
  const given = { name: file.name, type: file.mimeType, bytes: [...file.buffer] };
  const transfer = await page.evaluateHandle(({ name, type, bytes }) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(bytes)], name, { type }));
    return transfer;
  }, given);
  const zone = piece(page, label).locator("form.upload");
  await zone.dispatchEvent("dragover", { dataTransfer: transfer });
  await expect(zone).toHaveClass(/over/);
  await zone.dispatchEvent("drop", { dataTransfer: transfer });
}
