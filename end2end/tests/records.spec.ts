// Somebody who was a student here: known by INE and birth date, confirmed, filled in; then the lists of whoever is concerned.
import { Candidate } from "./support/candidate.ts";
import { expect, test } from "./support/test.ts";

/** One for each project: only one account may be a past student's. */
const STUDENTS: Record<string, { ine: string; born: string; name: string; masked: string; year: string }> = {
  desktop: { ine: "2504000011T", born: "31/03/2004", name: "Delcourt", masked: "M… D…", year: "Licence 2 Informatique" },
  phone: { ine: "2504000148S", born: "01/04/2005", name: "Lemaire", masked: "H… L…", year: "BUT 1 Gestion" },
  "no-script": { ine: "2504000285R", born: "11/12/2002", name: "Benali", masked: "I… B…", year: "Licence 1 Histoire" },
};

test("a past student is filled in, and adds an internship", async ({ page, screens }, info) => {
  const { t } = screens;
  const student = STUDENTS[info.project.name];
  if (student === undefined) throw new Error(`no past student for ${info.project.name}`);
  await Candidate.signedIn(page);
  await screens.visit(page, "/profil/informations-perso");
  await page.getByLabel(t("Nationalité")).selectOption("FR");
  await page.locator("#ine").fill(student.ine);
  await page.getByLabel(t("Date de naissance")).fill(student.born);
  await page.getByRole("button", { name: t("Suivant") }).click();
  const asked = t("Êtes-vous {name}, né(e) le {born} ?", { name: student.masked, born: student.born });
  await expect(page.getByText(asked)).toBeVisible();
  await expect(page.getByText(student.name)).toHaveCount(0);
  await screens.shot(page, "records-confirm");
  await page.getByRole("button", { name: t("OUI, c'est moi") }).click();
  await expect(page.locator(".badge", { hasText: t("donnée de la scolarité") }).first()).toBeVisible();
  await expect(page.getByText(student.name)).toBeVisible();
  await screens.shot(page, "records-identity");

  await screens.visit(page, "/profil");
  await expect(page.getByText(t("Votre compte est activé"))).toBeVisible();
  await page.getByRole("link", { name: t("Cursus interne") }).click();
  await expect(page.getByText(student.year)).toBeVisible();

  await screens.visit(page, "/profil/stages");
  await page.getByLabel(t("Année"), { exact: true }).fill("2025");
  await page.getByLabel(t("Organisme d'accueil")).fill("Mairie d'Anzin");
  await page.getByLabel(t("Durée")).fill("2 mois");
  await page.getByRole("button", { name: t("Ajouter") }).click();
  // Kept as typed, then judged.
  await expect(page.locator("#subject-fault")).toContainText(t("Ce champ est obligatoire."));
  await expect(page.getByLabel(t("Organisme d'accueil"))).toHaveValue("Mairie d'Anzin");
  await screens.shot(page, "internship-to-correct");
  await page.getByLabel(t("Sujet et missions")).fill("Archives </textarea> & état civil");
  await page.getByRole("button", { name: t("Enregistrer") }).click();
  await expect(page.getByText(t("C'est enregistré.", {}, "studies"))).toBeVisible();
  await page.getByRole("link", { name: t("Modifier") }).click();
  await expect(page.getByLabel(t("Sujet et missions"))).toHaveValue("Archives </textarea> & état civil");
  await screens.visit(page, "/profil/stages");
  await page.getByRole("button", { name: t("Supprimer", {}, "studies") }).click();
  await expect(page.getByText(t("Aucune ligne pour l'instant."))).toBeVisible();
});
