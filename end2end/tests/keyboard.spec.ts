// Without a mouse: the candidate's path and a review by Tab, Space, Enter, arrows and typing alone. What has the focus is
// seen at each stop, and a form that was refused hands it to the summary of its faults.
import type { Locator, Page } from "@playwright/test";
import { Candidate, CONDITIONAL, DOCUMENTS, password, somebody } from "./support/candidate.ts";
import { jpeg, pdf, png, type Given } from "./support/files.ts";
import { codeOf, letter, link } from "./support/letters.ts";
import { piece } from "./support/pieces.ts";
import { Desk, password as staffPassword, staff, staffPage } from "./support/staff.ts";
import { expect, test } from "./support/test.ts";

/** More stops than any page has. */
const STOPS = 150;

class Keyboard {
  constructor(private readonly page: Page) {}

  /** From stop to stop, until this has the focus. */
  async to(target: Locator): Promise<void> {
    await expect(target).toBeVisible();
    const there = () => target.evaluate((it) => it === document.activeElement);
    for (let stop = 0; stop < STOPS && !(await there()); stop += 1) {
      await this.page.keyboard.press("Tab");
      await this.sees();
    }
    await expect(target).toBeFocused();
  }

  async press(target: Locator, key = "Enter"): Promise<void> {
    await this.to(target);
    await this.page.keyboard.press(key);
  }

  /** Types in the place of what is there. */
  async type(label: string, text: string): Promise<void> {
    await this.to(this.page.getByLabel(label, { exact: true }));
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.type(text);
  }

  /** Chooses from a list by its first letters. */
  async choose(label: string, text: string): Promise<void> {
    const list = this.page.getByLabel(label, { exact: true });
    await expect(list.getByRole("option", { name: text, exact: true })).toBeAttached();
    await this.to(list);
    await this.page.keyboard.type(text);
    await expect(list.locator("option:checked")).toHaveText(text);
  }

  async give(label: string, file: Given): Promise<void> {
    const chooser = this.page.waitForEvent("filechooser");
    await this.press(piece(this.page, label).getByLabel("Fichier pour"), "Space");
    await (await chooser).setFiles(file);
    await expect(piece(this.page, label).locator(".badge", { hasText: "Déposée" })).toBeVisible();
  }

  /** The stop is seen: framed, and not outside what the window shows. */
  private async sees(): Promise<void> {
    const stop = await this.page.evaluate(() => {
      const it = document.activeElement;
      // Between two rounds the browser itself has the focus; what happens in a preview is its own.
      if (it === null || it === document.body || it instanceof HTMLIFrameElement) return undefined;
      const { outlineStyle, outlineWidth } = getComputedStyle(it);
      const { top, bottom, left, right } = it.getBoundingClientRect();
      const inside = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
      return { what: it.outerHTML.slice(0, 200), frame: outlineStyle === "none" ? 0 : parseFloat(outlineWidth), inside };
    });
    if (stop === undefined) return;
    expect(stop.frame, `the frame around ${stop.what}`).toBeGreaterThanOrEqual(2);
    expect(stop.inside, `in sight: ${stop.what}`).toBe(true);
  }
}

/** Whether the field of this label has the focus. */
const focusedIs = (page: Page, label: string): Promise<boolean> =>
  page.getByLabel(label).evaluate((it) => it === document.activeElement);

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });

test("signing in: past the menu, then field by field", async ({ page, screens }) => {
  const { person } = await Candidate.signedIn(page);
  await page.context().clearCookies();
  await screens.visit(page, "/connexion");
  const past = page.getByRole("link", { name: "Aller au contenu" });
  await page.keyboard.press("Tab");
  await expect(past).toBeFocused();
  await expect(past).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();
  // Past « Accès étudiant », whose way in and whose help come first, as in the guide.
  for (let tabs = 0; tabs < 4 && !(await focusedIs(page, "Adresse mail ou numéro de dossier")); tabs++) {
    await page.keyboard.press("Tab");
  }
  await expect(page.getByLabel("Adresse mail ou numéro de dossier")).toBeFocused();
  const keyboard = new Keyboard(page);
  await keyboard.type("Adresse mail ou numéro de dossier", person.email);
  await keyboard.type("Mot de passe", password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Mes candidatures" })).toBeVisible();
});

test("from signing up to the receipt", async ({ page, screens }) => {
  test.setTimeout(150_000);
  const keyboard = new Keyboard(page);
  const person = somebody();
  const summary = page.getByRole("alert").filter({ hasText: "À corriger" });

  await test.step("signs up, after a slip", async () => {
    await screens.visit(page, "/");
    await keyboard.press(page.getByRole("main").getByRole("link", { name: "Créer un compte" }));
    await expect(page.getByRole("heading", { name: "Créer un compte" })).toBeVisible();
    await keyboard.type("Nom", person.familyName);
    await page.keyboard.press("Enter");
    await expect(summary).toBeFocused();
    await keyboard.press(summary.getByRole("link", { name: "Prénom" }));
    await expect(page.getByLabel("Prénom")).toBeFocused();
    await page.keyboard.type(person.givenName);
    for (const label of ["Adresse mail", "Confirmation de l'adresse mail"]) await keyboard.type(label, person.email);
    for (const label of ["Mot de passe", "Confirmation du mot de passe"]) await keyboard.type(label, password);
    await keyboard.press(button(page, "Enregistrer"), "Space");
    await expect(page.getByRole("heading", { name: "Un mail vous a été envoyé" })).toBeVisible();
  });

  await test.step("validates and signs in", async () => {
    await screens.visit(page, link(await letter(page.request, "validation", person.email)));
    await keyboard.press(button(page, "Valider mon compte"));
    // The page before has a link of the same name.
    await expect(page.getByRole("heading", { name: "Votre compte est validé" })).toBeVisible();
    await keyboard.press(page.getByRole("main").getByRole("link", { name: "Connexion candidat" }));
    await keyboard.type("Adresse mail ou numéro de dossier", person.email);
    await keyboard.type("Mot de passe", password);
    await keyboard.press(button(page, "Connexion"));
    await expect(page.getByRole("heading", { name: "Mes candidatures" })).toBeVisible();
  });

  await test.step("fills in the profile, after a slip", async () => {
    await keyboard.press(page.getByRole("link", { name: "Mon profil" }));
    await keyboard.press(page.getByRole("link", { name: "Informations perso." }));
    await keyboard.choose("Nationalité", "Français");
    await keyboard.press(page.getByLabel("Je n'ai jamais eu d'INE"), "Space");
    await keyboard.press(button(page, "Suivant"));
    await keyboard.press(page.getByLabel("Madame"), "Space");
    await keyboard.type("Date de naissance", "31/03/2008");
    await keyboard.choose("Pays de naissance", "France");
    await keyboard.press(button(page, "Enregistrer"));
    await expect(summary).toBeFocused();
    await keyboard.press(summary.getByRole("link", { name: "Ville de naissance" }));
    await page.keyboard.type("Valenciennes");
    await keyboard.press(button(page, "Enregistrer"));
    await expect(page.getByRole("heading", { name: "Adresse" })).toBeVisible();
    await keyboard.type("Adresse", "12 rue de la Paix");
    await keyboard.type("Code postal", "59300");
    await keyboard.choose("Commune", "Valenciennes");
    await keyboard.press(button(page, "Enregistrer"));
    await expect(page.getByRole("heading", { name: "Baccalauréat" })).toBeVisible();
    await keyboard.to(page.getByLabel("J'ai le bac ou une équivalence"));
    await page.keyboard.press("ArrowDown");
    await expect(page.getByLabel("Je n'ai pas le bac")).toBeChecked();
    await keyboard.press(button(page, "Enregistrer"));
    await expect(page.getByText("Votre compte est activé : vous pouvez candidater.")).toBeVisible();
  });

  await test.step("applies", async () => {
    await keyboard.press(page.getByRole("main").getByRole("link", { name: "Voir l'offre de formation" }));
    await keyboard.type("Filtre", "licence 1 informatique");
    await page.keyboard.press("Enter");
    await expect(page.getByText("1 formation", { exact: true })).toBeVisible();
    await keyboard.press(page.getByRole("link", { name: "Licence 1 Informatique" }));
    await keyboard.press(button(page, "Oui"));
    await expect(page.getByText("En attente de transmission")).toBeVisible();
  });

  await test.step("deposits and transmits", async () => {
    const files = [pdf("identite.pdf"), jpeg("lettre.jpg"), png("cv.png")];
    for (const [index, label] of DOCUMENTS.entries()) await keyboard.give(label, files[index] ?? pdf("piece.pdf"));
    const conditional = piece(page, CONDITIONAL);
    await keyboard.press(conditional.locator("summary", { hasText: "Je ne suis pas concerné" }));
    await keyboard.press(conditional.getByLabel("Je certifie sur l'honneur"), "Space");
    await keyboard.press(conditional.getByRole("button", { name: "Non concerné" }));
    await expect(conditional.locator(".badge", { hasText: "Non concerné" })).toBeVisible();
    await keyboard.press(button(page, "Transmettre ma candidature"));
    await expect(page.getByRole("heading", { name: "Candidature transmise" })).toBeVisible();
  });

  await test.step("confirms, then withdraws", async () => {
    const id = new URL(page.url()).pathname.split("/")[2] ?? "";
    const officer = await Desk.of("officer");
    await officer.complete(id);
    await officer.favourable(id);
    await keyboard.press(page.getByRole("main").getByRole("link", { name: "Revenir au dossier" }));
    await keyboard.press(button(page, "Confirmer ma candidature"));
    await expect(page.locator(".avis").getByText("Confirmée")).toBeVisible();
    await keyboard.press(page.locator("summary", { hasText: "Me désister" }));
    await keyboard.press(button(page, "Me désister de ma candidature"));
    await expect(page.locator(".avis").getByText("Désistement")).toBeVisible();
  });
});

test("a review, from the sign-in to the validated avis", async ({ page, browser, screens, allowInConsole }) => {
  test.setTimeout(240_000);
  // A code of the moment that another test used up.
  allowInConsole(/status of 422.*\/api\/review\/(code|judge)/);
  const candidate = await Candidate.activated(page);
  const dossier = await candidate.apply();
  await dossier.fill();
  await dossier.transmit();
  const officer = await staffPage(browser);
  const keyboard = new Keyboard(officer);

  await test.step("signs in", async () => {
    await screens.visit(officer, "/admin/connexion");
    await keyboard.type("Adresse mail professionnelle", staff.officer);
    await keyboard.type("Mot de passe", staffPassword);
    await officer.keyboard.press("Enter");
    await expect(officer.getByRole("heading", { name: "Code à usage unique" })).toBeVisible();
    await expect(async () => {
      await keyboard.type("Code", await codeOf(officer.request, staff.officer));
      await officer.keyboard.press("Enter");
      await expect(officer.getByRole("heading", { name: "Dossiers" })).toBeVisible({ timeout: 5_000 });
    }).toPass({ timeout: 75_000, intervals: [5_000] });
  });

  await test.step("finds the dossier", async () => {
    await keyboard.type("Recherche", candidate.person.email);
    await officer.keyboard.press("Enter");
    await expect(officer.getByText("1 dossier", { exact: true })).toBeVisible();
    await keyboard.press(officer.getByRole("link", { name: candidate.person.familyName }));
    await expect(officer.getByRole("heading", { name: candidate.person.familyName })).toBeVisible();
  });

  await test.step("judges every document, the first one refused at first", async () => {
    const [first] = DOCUMENTS;
    const verdict = (label: string) => officer.getByRole("region", { name: label });
    await keyboard.press(verdict(first).locator("summary", { hasText: "Refuser" }));
    await keyboard.to(verdict(first).getByLabel("Motif"));
    await officer.keyboard.type("Document illisible");
    await keyboard.press(verdict(first).getByRole("button", { name: "Enregistrer le refus" }));
    await expect(verdict(first).locator(".badge")).toHaveText(/Refusée/);
    for (const label of [...DOCUMENTS, CONDITIONAL]) {
      await keyboard.press(verdict(label).getByRole("button", { name: `Valider : ${label}` }));
      await expect(verdict(label).locator(".badge")).toHaveText(/Validée/);
    }
  });

  await test.step("finds it complete, enters and validates the avis", async () => {
    await keyboard.press(button(officer, "Dossier complet"));
    await expect(officer.locator(".badge", { hasText: "Complet" })).toBeVisible();
    await keyboard.choose("Avis", "Avis favorable");
    await keyboard.press(button(officer, "Saisir l'avis"));
    await expect(officer.locator(".avis")).toContainText("à valider");
    await keyboard.press(button(officer, "Valider l'avis"));
    await expect(officer.locator(".avis")).toContainText("validé le");
  });
});
