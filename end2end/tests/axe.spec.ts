// Every page in each of its states, in light and dark: no violation of any rule that axe knows. And without a mouse.
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { Candidate, CONDITIONAL, password } from "./support/candidate.ts";
import { cut, jpeg, pdf } from "./support/files.ts";
import { letter, link } from "./support/letters.ts";
import { choose, give, piece } from "./support/pieces.ts";
import { Desk, password as staffPassword, staff, staffPage } from "./support/staff.ts";
import { expect, test, type Screens } from "./support/test.ts";

test.describe.configure({ timeout: 180_000 });

/** Looks at the page as it stands, in both colour schemes. */
async function isAccessible(page: Page, state: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.flatMap(({ id, help, nodes }) => nodes.map((it) => `${id}: ${help}: ${it.html}`));
    expect.soft(found, `${state}, ${colorScheme}`).toEqual([]);
  }
}

async function visit(page: Page, screens: Screens, path: string): Promise<void> {
  await screens.visit(page, path);
  await isAccessible(page, path);
}

test("the pages that everyone may open", async ({ page, screens, allowInConsole }) => {
  allowInConsole(/status of (401|404|422)/);
  const paths = [
    "/",
    "/compte/creer",
    "/compte/cree",
    "/compte/valider?jeton=inconnu",
    "/compte/valide",
    "/connexion",
    "/compte/code-perdu",
    "/compte/mot-de-passe-oublie",
    "/compte/nouveau-mot-de-passe?jeton=inconnu",
    "/compte/mot-de-passe-change",
    "/offre",
    "/offre?filtre=informatique",
    "/offre?filtre=introuvable",
    "/admin/connexion",
    "/nulle-part",
  ];
  for (const path of paths) await visit(page, screens, path);
  await page.goto("/demo/letters");
  await page.getByText("Connexions des gestionnaires").click();
  await isAccessible(page, "/demo/letters");
});

test("what these pages answer to a mistake", async ({ page, screens, allowInConsole }) => {
  allowInConsole(/status of (401|422)/);
  await screens.visit(page, "/compte/creer");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("À corriger")).toBeVisible();
  await page.getByLabel("Mot de passe", { exact: true }).fill("abc");
  await isAccessible(page, "sign-up with faults");
  await screens.shot(page, "axe-sign-up-dark");

  await screens.visit(page, "/connexion");
  await page.getByLabel("Adresse mail ou numéro de dossier").fill("personne@example.org");
  await page.getByLabel("Mot de passe").fill("Tournesol#43");
  await page.getByRole("button", { name: "Connexion" }).click();
  await expect(page.getByText("Connexion impossible.")).toBeVisible();
  await isAccessible(page, "sign-in refused");

  await screens.visit(page, "/compte/valider?jeton=inconnu");
  await page.getByRole("button", { name: "Valider mon compte" }).click();
  await expect(page.getByText("Ce lien a déjà servi ou n'est plus valable.")).toBeVisible();
  await isAccessible(page, "dead link");

  await screens.visit(page, "/compte/mot-de-passe-oublie");
  await page.getByLabel("Adresse mail utilisée dans votre compte").fill("personne@example.org");
  await page.getByRole("button", { name: "Envoyer" }).click();
  await expect(page.getByText("Si un compte existe avec cette adresse mail")).toBeVisible();
  await isAccessible(page, "neutral answer");

  await visit(page, screens, "/profil");
  await expect(page.getByRole("heading", { name: "Connexion candidat" })).toBeVisible();
});

test("the pages of a candidate who fills in the profile", async ({ page, screens }) => {
  const candidate = await Candidate.signedIn(page);
  for (const path of [
    "/candidatures",
    "/profil",
    "/profil/informations-perso",
    "/profil/adresse",
    "/profil/baccalaureat",
    "/profil/cursus-interne",
    "/profil/cursus-externe",
    "/profil/stages",
    "/profil/experiences-pro",
  ]) {
    await visit(page, screens, path);
  }
  for (const section of ["informations-perso?etape=formulaire", "adresse", "baccalaureat"]) {
    await screens.visit(page, `/profil/${section}`);
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await expect(page.getByText("Ce que vous avez saisi est enregistré.")).toBeVisible();
    await isAccessible(page, `${section} to correct`);
  }
  for (const list of ["cursus-externe", "stages", "experiences-pro"]) {
    await screens.visit(page, `/profil/${list}`);
    await page.getByRole("button", { name: "Ajouter" }).click();
    await expect(page.getByText("cette ligne n'est pas transmise")).toBeVisible();
    await isAccessible(page, `${list} to correct`);
  }
  await visit(page, screens, "/profil");
  await screens.visit(page, "/profil/adresse");
  await page.getByLabel("Pays").selectOption({ label: "Belgique" });
  await expect(page.getByLabel("Ville (étranger)")).toBeVisible();
  await isAccessible(page, "an address abroad");
  await screens.shot(page, "axe-abroad-dark");
  await visit(page, screens, await candidate.programme());
});

test("a dossier in each of its states", async ({ page, screens, allowInConsole }) => {
  allowInConsole(/status of 422/);
  const candidate = await Candidate.activated(page);
  await visit(page, screens, "/profil");
  await visit(page, screens, await candidate.programme());
  const dossier = await candidate.apply();
  await visit(page, screens, "/candidatures");
  await visit(page, screens, await candidate.programme());
  await visit(page, screens, dossier.path);

  await give(page, screens, "Pièce d'identité", pdf("identite.pdf"));
  await give(page, screens, "Lettre de motivation", jpeg("lettre.jpg"));
  await choose(page, screens, "Curriculum vitae", cut(pdf("cv.pdf")));
  await expect(piece(page, "Curriculum vitae").getByRole("alert")).toBeVisible();
  for (const label of ["Pièce d'identité", "Lettre de motivation"])
    await piece(page, label).getByText("Aperçu").click();
  await piece(page, CONDITIONAL).getByText("Je ne suis pas concerné par cette pièce").click();
  await page.getByText("Annuler cette candidature").click();
  await isAccessible(page, "everything unfolded, a refused file");
  await screens.shot(page, "axe-dossier-dark");

  const other = await candidate.apply("Licence 1 Mathématiques");
  await other.fill();
  await visit(page, screens, other.path);
  await other.transmit();
  await visit(page, screens, other.path);
  await visit(page, screens, `${other.path}/accuse`);
  const officer = await Desk.of("officer");
  await officer.incomplete(other.id);
  await visit(page, screens, other.path);
  await give(page, screens, "Pièce d'identité", pdf("encore.pdf"));
  await other.transmit();
  await officer.complete(other.id);
  await officer.favourable(other.id);
  await screens.visit(page, other.path);
  await page.getByText("Me désister", { exact: true }).click();
  await isAccessible(page, "to confirm");
  await screens.shot(page, "axe-to-confirm-dark");
  await page.getByRole("button", { name: "Confirmer ma candidature" }).click();
  await expect(page.locator(".avis").getByText("Confirmée")).toBeVisible();
  await isAccessible(page, "confirmed");
  await visit(page, screens, "/candidatures");
});

test("the pages of the staff", async ({ page, browser, screens, allowInConsole }) => {
  allowInConsole(/status of 422/);
  const candidate = await Candidate.activated(page);
  const dossier = await candidate.apply();
  await dossier.fill();
  await dossier.transmit();
  const officer = await staffPage(browser, "officer");
  const examination = `/admin/dossiers/${dossier.id}`;
  await visit(officer, screens, "/admin");
  await visit(officer, screens, "/admin?recherche=introuvable");
  await screens.visit(officer, examination);
  const verdict = officer.getByRole("region", { name: "Pièce d'identité" });
  await verdict.getByText("Refuser", { exact: true }).click();
  await verdict.getByRole("button", { name: /Enregistrer le refus/ }).click();
  await expect(officer.getByText("Un refus doit être motivé.")).toBeVisible();
  await officer.getByText("Profil transmis").click();
  await isAccessible(officer, "a refusal without a reason");
  await screens.shot(officer, "axe-examination-dark");
  const desk = await Desk.of("officer");
  await desk.complete(dossier.id);
  await visit(officer, screens, examination);
  await desk.favourable(dossier.id);
  await visit(officer, screens, examination);
  await visit(await staffPage(browser, "reviewer"), screens, examination);
  const administrator = await staffPage(browser, "administrator");
  await visit(administrator, screens, "/admin/letters");

  const newcomer = await (await browser.newContext()).newPage();
  await screens.visit(newcomer, "/admin/connexion");
  await newcomer.getByLabel("Adresse mail professionnelle").fill(staff.reviewer);
  await newcomer.getByLabel("Mot de passe").fill(staffPassword);
  await newcomer.getByRole("button", { name: "Continuer" }).click();
  await expect(newcomer.getByRole("heading", { name: "Code à usage unique" })).toBeVisible();
  await isAccessible(newcomer, "the code");
});

test("signing in needs no mouse, and what has the focus is seen", async ({ page, screens }) => {
  const { person } = await Candidate.signedIn(page);
  await page.context().clearCookies();
  await screens.visit(page, "/connexion");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Aller au contenu" })).toBeFocused();
  await expect(page.getByRole("link", { name: "Aller au contenu" })).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("Adresse mail ou numéro de dossier")).toBeFocused();
  await seesFocus(page);
  await page.keyboard.type(person.email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(password);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Connexion" })).toBeFocused();
  await seesFocus(page);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Mes candidatures" })).toBeVisible();
});

test("the link of the letter that resets a password leads to an accessible page", async ({
  page,
  screens,
  allowInConsole,
}) => {
  allowInConsole(/status of 422/);
  const { person } = await Candidate.signedIn(page);
  await page.context().clearCookies();
  await screens.visit(page, "/compte/mot-de-passe-oublie");
  await page.getByLabel("Adresse mail utilisée dans votre compte").fill(person.email);
  await page.getByRole("button", { name: "Envoyer" }).click();
  await visit(page, screens, link(await letter(page.request, "password_reset", person.email)));
  await page.getByLabel("Nouveau mot de passe").fill("court");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("Corrigez les champs signalés.")).toBeVisible();
  await isAccessible(page, "a new password with faults");
  await page.getByLabel("Nouveau mot de passe").fill("Marguerite#43");
  await page.getByLabel("Confirmation du mot de passe").fill("Marguerite#43");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("heading", { name: "Votre mot de passe est changé" })).toBeVisible();
});

async function seesFocus(page: Page): Promise<void> {
  const outline = await page.evaluate(() => {
    const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement ?? document.body);
    return outlineStyle === "none" ? 0 : parseFloat(outlineWidth);
  });
  expect(outline).toBeGreaterThanOrEqual(2);
}
