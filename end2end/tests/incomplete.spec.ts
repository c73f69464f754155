// Incomplete, corrected, transmitted again, complete.
import type { Page } from "@playwright/test";
import { Candidate, CONDITIONAL, labelIn } from "./support/candidate.ts";
import { pdf } from "./support/files.ts";
import { letter } from "./support/letters.ts";
import { give, piece } from "./support/pieces.ts";
import { staffPage } from "./support/staff.ts";
import { expect, test } from "./support/test.ts";
import type { Language } from "./support/words.ts";

const REFUSED = "Lettre de motivation";
const OTHERS = ["Pièce d'identité", "Curriculum vitae", CONDITIONAL];

test("a document refused with a reason is the only one re-opened, is corrected, and the dossier becomes complete", async ({
  page,
  browser,
  screens,
}) => {
  test.setTimeout(180_000);
  const { t } = screens;
  const candidate = await Candidate.activated(page);
  const { familyName, email } = candidate.person;
  const dossier = await candidate.apply();
  await dossier.fill();
  await dossier.transmit();
  const officer = await staffPage(browser, "officer");

  await test.step("the officer refuses one document with a reason and a comment", async () => {
    await screens.visit(officer, `/admin/dossiers/${dossier.id}`);
    for (const label of OTHERS) await accept(officer, label);
    const verdict = officer.getByRole("region", { name: REFUSED });
    await verdict.getByText("Refuser", { exact: true }).click();
    await verdict.getByLabel("Motif").selectOption("Signature manquante");
    await verdict.getByLabel("Commentaire au candidat").fill("Signez en bas de la page.\nPuis numérisez-la.");
    await screens.shot(officer, "incomplete-refusing");
    await verdict.getByRole("button", { name: `Enregistrer le refus : ${REFUSED}` }).click();
    await expect(verdict.locator(".badge", { hasText: "Refusée" })).toBeVisible();
  });

  const limit = inDays(9);
  await test.step("and sets the dossier incomplete until a day", async () => {
    await officer.getByLabel("Date limite pour compléter").fill(limit.iso);
    await officer.getByRole("button", { name: "Dossier incomplet" }).click();
    await expect(officer.locator(".badge", { hasText: "Incomplet" })).toBeVisible();
    await screens.shot(officer, "incomplete-declared");
  });

  await test.step("the letter lists the document, the reason, the comment and the deadline", async () => {
    const said = await letter(page.request, "incomplete", email);
    const refused = labelIn(screens.language, REFUSED);
    expect(said).toContain(t("{of} : {said}", { of: `- ${refused}`, said: t("Signature manquante") }));
    expect(said).toContain("Signez en bas de la page.");
    expect(said).toContain(limit.said[screens.language]);
    for (const label of OTHERS) expect(said).not.toContain(labelIn(screens.language, label));
  });

  await test.step("the candidate sees why, and can change that document alone", async () => {
    await screens.visit(page, dossier.path);
    await expect(piece(page, REFUSED).getByText(t("Signature manquante"))).toBeVisible();
    await expect(piece(page, REFUSED).getByText("Signez en bas de la page.")).toBeVisible();
    await expect(piece(page, REFUSED).getByLabel(t("Fichier pour :"))).toBeVisible();
    await expect(page.getByLabel(t("Fichier pour :"))).toHaveCount(1);
    for (const label of OTHERS) await expect(piece(page, label).getByRole("button")).toHaveCount(0);
    await expect(page.getByRole("button", { name: t("Transmettre à nouveau ma candidature") })).toBeDisabled();
    await screens.shot(page, "incomplete-seen");
  });

  await test.step("corrects it and transmits again", async () => {
    await give(page, screens, REFUSED, pdf("lettre signée.pdf"));
    await page.getByRole("button", { name: t("Transmettre à nouveau ma candidature") }).click();
    await expect(page.getByRole("heading", { name: t("Candidature transmise") })).toBeVisible();
    await expect(page.getByRole("heading", { name: t("Accusé de réception") })).toHaveCount(2);
    await screens.shot(page, "incomplete-two-receipts");
  });

  await test.step("the officer has that document alone to look at, and finds the dossier complete", async () => {
    await screens.visit(officer, `/admin?recherche=${encodeURIComponent(email)}`);
    await expect(officer.getByRole("row", { name: familyName }).getByRole("cell").nth(4)).toHaveText("1");
    await screens.visit(officer, `/admin/dossiers/${dossier.id}`);
    for (const label of OTHERS) await expect(badge(officer, label)).toHaveText(/Validée/);
    await expect(officer.getByRole("region", { name: REFUSED }).getByText("lettre signée.pdf")).toBeVisible();
    await accept(officer, REFUSED);
    await officer.getByRole("button", { name: "Dossier complet" }).click();
    await expect(officer.locator(".badge", { hasText: /Complet/ })).toBeVisible();
    expect(await letter(page.request, "complete", email)).toContain(t("Votre dossier est complet"));
  });

  await test.step("the candidate is told so", async () => {
    await screens.visit(page, "/candidatures");
    await expect(page.getByText(t("Votre dossier est complet : rien à faire"))).toBeVisible();
  });
});

test("a refusal without a reason is not taken, and what was typed stays", async ({
  page,
  browser,
  screens,
  allowInConsole,
}) => {
  allowInConsole(/status of 422.*\/api\/review\/(judge|incomplete)/);
  const candidate = await Candidate.activated(page);
  const dossier = await candidate.apply();
  await dossier.fill();
  await dossier.transmit();
  const officer = await staffPage(browser, "officer");
  await screens.visit(officer, `/admin/dossiers/${dossier.id}`);
  const verdict = officer.getByRole("region", { name: REFUSED });
  await verdict.getByText("Refuser", { exact: true }).click();
  await verdict.getByLabel("Commentaire au candidat").fill("Illisible sur mon écran.");
  await verdict.getByRole("button", { name: `Enregistrer le refus : ${REFUSED}` }).click();
  await expect(officer.getByText("Un refus doit être motivé.")).toBeVisible();
  await expect(verdict.getByLabel("Commentaire au candidat")).toHaveValue("Illisible sur mon écran.");
  await expect(badge(officer, REFUSED)).toHaveText(/Déposée/);

  await officer.getByRole("button", { name: "Dossier incomplet" }).click();
  await expect(officer.getByText(/n'ont pas encore été examinées/)).toBeVisible();
  await screens.shot(officer, "refusal-without-reason");
});

function badge(officer: Page, label: string) {
  return officer.getByRole("region", { name: label }).locator(".badge");
}

async function accept(officer: Page, label: string): Promise<void> {
  await officer
    .getByRole("region", { name: label })
    .getByRole("button", { name: `Valider : ${label}` })
    .click();
  await expect(badge(officer, label)).toHaveText(/Validée/);
}

/** A day from now in Paris, for a field and as a letter says it. */
function inDays(days: number): { iso: string; said: Record<Language, string> } {
  const day = new Date(Date.now() + days * 86_400_000);
  const words = (locale: string) =>
    new Intl.DateTimeFormat(locale, { timeZone: "Europe/Paris", day: "numeric", month: "long", year: "numeric" }).format(day);
  const said = {
    fr: `avant le ${words("fr-FR").replace(/^1 /, "1er ")} à 23 h 59`,
    en: `before ${words("en-GB")} at 23:59`,
  };
  const iso = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Paris" }).format(day);
  return { iso, said };
}
