// What a form of staff was refused for: beside its own fields, and in a summary that takes the focus; nothing typed is lost.
import type { Locator, Page } from "@playwright/test";
import { Candidate } from "./support/candidate.ts";
import { Desk, staffPage } from "./support/staff.ts";
import { expect, test } from "./support/test.ts";

test("of several forms of one page, the one that was sent says what is wrong, beside its fields", async ({
  browser,
  screens,
  allowInConsole,
}) => {
  allowInConsole(/status of 422.*\/api\/(parameters|ground)\//);
  const page = await staffPage(browser, "administrator");
  await screens.visit(page, "/admin/formations?recherche=Psychologie");
  await page.getByRole("link", { name: "Licence 1 Psychologie", exact: true }).click();
  const second = page.getByRole("region", { name: "Lettre de motivation" });
  await second.getByLabel("Intitulé", { exact: true }).fill("");
  await second.getByLabel("Ce qui est attendu (facultatif)", { exact: true }).fill("Une page.");
  await second.getByRole("button", { name: "Enregistrer : Lettre de motivation" }).click();
  await refused(page, second.getByLabel("Intitulé", { exact: true }));
  await expect(second.getByLabel("Ce qui est attendu (facultatif)", { exact: true })).toHaveValue("Une page.");
  await screens.shot(page, "beside-requirement");

  // The link of the summary leads to the field; mended, the form is taken, and nothing is said any more.
  await page.locator(".notice.bad a").click();
  await expect(second.getByLabel("Intitulé", { exact: true })).toBeFocused();
  await page.keyboard.type("Lettre de motivation");
  await second.getByRole("button", { name: "Enregistrer : Lettre de motivation" }).click();
  await expect(page.locator(".fault")).toHaveCount(0);

  await screens.visit(page, "/admin/motifs");
  await page.getByText("Ajouter un motif").click();
  const fold = page.locator("details[open]");
  await fold.getByLabel("En français").fill("Daté d'hier");
  await fold.getByRole("button", { name: "Ajouter" }).click();
  await refused(page, fold.getByLabel("En anglais"));
  await expect(fold.getByLabel("En français")).toHaveValue("Daté d'hier");
  await screens.shot(page, "beside-ground");
});

test("a choice that was refused stays, and one that was entered is chosen no more", async ({
  page,
  browser,
  screens,
  allowInConsole,
}) => {
  allowInConsole(/status of 422.*\/api\/(review|enrolment)\//);
  const candidate = await Candidate.activated(page);
  const dossier = await candidate.apply();
  await dossier.fill();
  await dossier.transmit();
  await (await Desk.of("officer")).complete(dossier.id);
  const officer = await staffPage(browser, "officer");
  await screens.visit(officer, `/admin/dossiers/${dossier.id}`);
  const avis = officer.getByLabel("Avis", { exact: true });
  await avis.selectOption("Avis défavorable");
  await officer.getByRole("button", { name: "Saisir l'avis" }).click();
  await refused(officer, officer.getByLabel("Motif (obligatoire"));
  await expect(avis).toHaveValue("unfavourable");
  await officer.getByLabel("Motif (obligatoire").fill("Prérequis manquants.");
  await officer.getByRole("button", { name: "Saisir l'avis" }).click();
  await expect(officer.locator(".avis > ul > li")).toHaveCount(1);
  await expect(avis).toHaveValue("");
  await officer.getByRole("button", { name: "Saisir l'avis" }).click();
  await refused(officer, avis);
  await expect(avis).toHaveValue("");
  await expect(officer.locator(".avis > ul > li")).toHaveCount(1);
});

/** One field is wrong, and says so; the summary has the focus. */
async function refused(page: Page, field: Locator): Promise<void> {
  await expect(page.locator(".fault")).toHaveCount(1);
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator(".notice.bad")).toHaveCount(1);
  await expect(page.locator(".notice.bad")).toBeFocused();
}
