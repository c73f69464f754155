// Somebody who was a student here: known by INE and birth date, confirmed, filled in; then the lists of whoever is concerned.
import { Candidate } from "./support/candidate.ts";
import { expect, test } from "./support/test.ts";

test("a past student is filled in, and adds an internship", async ({ page, screens }) => {
  const { t } = screens;
  await Candidate.signedIn(page);
  await screens.visit(page, "/profil/informations-perso");
  await page.getByLabel(t("Nationalité")).selectOption("FR");
  await page.locator("#ine").fill("2504000011T");
  await page.getByLabel(t("Date de naissance")).fill("31/03/2004");
  await page.getByRole("button", { name: t("Suivant") }).click();
  await expect(page.getByText(t("Êtes-vous {name}, né(e) le {born} ?", { name: "M… D…", born: "31/03/2004" }))).toBeVisible();
  await expect(page.getByText("Delcourt")).toHaveCount(0);
  await screens.shot(page, "records-confirm");
  await page.getByRole("button", { name: t("OUI, c'est moi") }).click();
  await expect(page.locator(".badge", { hasText: t("donnée de la scolarité") }).first()).toBeVisible();
  await expect(page.getByText("Delcourt")).toBeVisible();
  await screens.shot(page, "records-identity");

  await screens.visit(page, "/profil");
  await expect(page.getByText(t("Votre compte est activé"))).toBeVisible();
  await page.getByRole("link", { name: t("Cursus interne") }).click();
  await expect(page.getByText("Licence 2 Informatique")).toBeVisible();

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
