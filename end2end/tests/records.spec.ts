// Somebody who was a student here: known by INE and birth date, confirmed, filled in; then the lists of whoever is concerned.
import { Candidate } from "./support/candidate.ts";
import { expect, test } from "./support/test.ts";

test("a past student is filled in, and adds an internship", async ({ page, screens }) => {
  await Candidate.signedIn(page);
  await screens.visit(page, "/profil/informations-perso");
  await page.getByLabel("Nationalité").selectOption("FR");
  await page.locator("#ine").fill("2504000011T");
  await page.getByLabel("Date de naissance").fill("31/03/2004");
  await page.getByRole("button", { name: "Suivant" }).click();
  await expect(page.getByText("Êtes-vous M… D…, né(e) le 31/03/2004 ?")).toBeVisible();
  await expect(page.getByText("Delcourt")).toHaveCount(0);
  await screens.shot(page, "records-confirm");
  await page.getByRole("button", { name: "OUI, c'est moi" }).click();
  await expect(page.getByText("donnée de la scolarité").first()).toBeVisible();
  await expect(page.getByText("Delcourt")).toBeVisible();
  await screens.shot(page, "records-identity");

  await screens.visit(page, "/profil");
  await expect(page.getByText("Votre compte est activé : vous pouvez candidater.")).toBeVisible();
  await page.getByRole("link", { name: "Cursus interne" }).click();
  await expect(page.getByText("Licence 2 Informatique")).toBeVisible();

  await screens.visit(page, "/profil/stages");
  await page.getByLabel("Année").fill("2025");
  await page.getByLabel("Organisme d'accueil").fill("Mairie d'Anzin");
  await page.getByLabel("Durée").fill("2 mois");
  await page.getByRole("button", { name: "Ajouter" }).click();
  // Kept as typed, then judged.
  await expect(page.locator("#subject-fault")).toHaveText(/Ce champ est obligatoire/);
  await expect(page.getByLabel("Organisme d'accueil")).toHaveValue("Mairie d'Anzin");
  await screens.shot(page, "internship-to-correct");
  await page.getByLabel("Sujet et missions").fill("Archives </textarea> & état civil");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("C'est enregistré.")).toBeVisible();
  await page.getByRole("link", { name: /^Modifier/ }).click();
  await expect(page.getByLabel("Sujet et missions")).toHaveValue("Archives </textarea> & état civil");
  await screens.visit(page, "/profil/stages");
  await page.getByRole("button", { name: /^Supprimer/ }).click();
  await expect(page.getByText("Aucune ligne pour l'instant.")).toBeVisible();
});
