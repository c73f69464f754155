// What was typed for one thing never stands in the form of the next; what is typed is saved by itself.
import { call } from "./support/candidate.ts";
import { answer, confirmed, filled } from "./support/enrolment.ts";
import { expect, test } from "./support/test.ts";

test("answers of one step do not stand in the next, and save themselves", async ({ page, browser, screens }) => {
  const { t } = screens;
  await confirmed(page);
  await call(page.request, "enrolment/start", {});
  await screens.visit(page, "/inscription/dossier/adresses");
  const elsewhere = { same_address: "no", study_street: "12 rue du Test", study_postal_code: "59300", study_city: "Anzin" };
  const person = { emergency_name: "Camille D’Œuvré", emergency_phone: "06 12 34 56 78" };
  for (const [name, value] of Object.entries({ ...elsewhere, ...person })) await answer(page, name, value);
  await expect(page.getByText(/Enregistré à \d+/)).toBeVisible();
  await screens.shot(page, "saved-by-itself");
  // Another device goes on with what was typed, though nobody pressed a button.
  const other = await browser.newContext({ storageState: await page.context().storageState() });
  const there = await other.newPage();
  await screens.visit(there, "/inscription/dossier/adresses");
  await expect(there.locator('[name="form[study_street]"]')).toHaveValue("12 rue du Test");
  // And is told when the first one saved meanwhile.
  await page.getByRole("button", { name: t("Enregistrer et continuer") }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Situation" })).toBeVisible();
  await expect(page.locator('[name="form[children]"]')).toHaveValue("");
  await expect(page.locator('[name="form[family_situation]"]:checked')).toHaveCount(0);
  await other.close();
});

test("what is left to be done is said where one is, and the way back is one press", async ({ page, screens }) => {
  const { t } = screens;
  await confirmed(page);
  await filled(page);
  await screens.visit(page, "/inscription/dossier/recapitulatif");
  await page.goto("/inscription/dossier/situation");
  await screens.ready(page);
  await page.locator('[name="form[pcs_self]"]').selectOption("");
  await page.getByRole("button", { name: t("Enregistrer et continuer") }).click();
  const summary = page.getByRole("alert").filter({ hasText: t("À corriger :") });
  await expect(summary).toBeFocused();
  await expect(page.getByText(t("Ce que vous avez saisi est enregistré. L'étape"))).toBeVisible();
  await screens.shot(page, "step-to-correct");
  await screens.visit(page, "/inscription/dossier/recapitulatif");
  await expect(page.getByRole("button", { name: t("Terminer mon inscription") })).toHaveCount(0);
  await page.getByRole("main").getByRole("link", { name: "Situation" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Situation" })).toBeVisible();
  await screens.shot(page, "obstacle-followed");
});

test("whether a forgotten identifiant leads to anybody is not said", async ({ page, screens }) => {
  const { t } = screens;
  await confirmed(page);
  await page.context().clearCookies();
  await screens.visit(page, "/inscription/identifiant-oublie");
  await screens.shot(page, "identifiant-forgotten");
  await page.getByLabel(t("Adresse e-mail")).fill("personne@example.org");
  await page.getByRole("button", { name: t("ENVOYER MON IDENTIFIANT") }).click();
  await expect(page.getByText(t("Si un compte Apprenant existe pour cette adresse électronique"))).toBeVisible();
  await screens.shot(page, "identifiant-neutral");
});
