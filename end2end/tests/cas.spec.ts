// « Accès étudiant » through django-cas-server, which no one here wrote: tickets, attributes, single logout.
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { randomBytes } from "node:crypto";
import { codeOf, countOf } from "./support/letters.ts";
import { cas, hasCas } from "./support/server.ts";
import { staff } from "./support/staff.ts";
import { expect, test } from "./support/test.ts";

// As end2end/cas/people.py says; the account here has one of its own.
const casPassword = "Tournesol#42";
const password = "Noisetier=1789";

test.skip(!hasCas, "Python's venv or pip is missing: the CAS server cannot be installed");

test.beforeEach(async ({ context, allowInConsole }) => {
  // The pages of the CAS dress themselves at strange places, and say so in the console.
  await context.route(/^https:/, (route) => route.abort());
  allowInConsole(new RegExp(`^error: Failed to load resource.*\\((https:|${new URL(cas).origin}/)`));
  allowInConsole(/jQuery|createCookie/);
});

/** Gives name and password at the CAS. */
async function authenticate(page: Page, user: string): Promise<void> {
  await expect(page).toHaveURL(new RegExp(`^${cas}/login\\?service=`));
  await page.locator("input[name=username]").fill(user);
  await page.locator("input[name=password]").fill(casPassword);
  await page.locator("[type=submit]").click();
}

test("a student signs up by the CAS, comes back, and single logout ends the session", async ({ page, screens }) => {
  const { t } = screens;
  const user = `etudiant.${randomBytes(5).toString("hex")}`;
  const button = page.getByRole("link", { name: t("avec mes identifiants ENT") });
  await screens.visit(page, "/connexion");
  await screens.shot(page, "student-access");
  await button.click();
  await authenticate(page, user);

  await expect(page.getByRole("heading", { name: t("Création de compte") })).toBeVisible();
  await screens.ready(page);
  await screens.shot(page, "account-filled-in");
  await expect(page.getByLabel(t("Nom"), { exact: true })).toHaveValue("D’Œuvré & Fils");
  await expect(page.getByLabel(t("Prénom"), { exact: true })).toHaveValue("Élodie");
  await expect(page.getByLabel(t("Adresse mail"), { exact: true })).toHaveValue(`${user}@etu.example.org`);
  if (screens.scripted) expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByLabel(t("Mot de passe"), { exact: true }).fill(password);
  await page.getByLabel(t("Confirmation du mot de passe")).fill(password);
  await page.getByRole("button", { name: t("Enregistrer") }).click();
  await expect(page).toHaveURL(/\/profil$/);
  const leave = page.getByRole("button", { name: t("Se déconnecter") });
  await expect(leave).toBeVisible();
  expect(await countOf(page.request, "validation", `${user}@etu.example.org`)).toBe(0);

  // Signed out here, signed out there: on a shared computer, nobody is let in by one click.
  await screens.ready(page);
  const signedOutThere = page.waitForResponse((it) => it.url().startsWith(`${cas}/logout?service=`));
  await leave.click();
  await signedOutThere;
  await expect(leave).toBeHidden();
  await screens.visit(page, "/connexion");
  await button.click();
  await authenticate(page, user);
  await expect(page).toHaveURL(/\/candidatures$/);
  await expect(leave).toBeVisible();

  // Signed out there, signed out here.
  await page.request.get(`${cas}/logout`);
  await expect(async () => {
    await page.goto("/candidatures");
    await expect(page).toHaveURL(/\/connexion$/, { timeout: 1_000 });
  }).toPass({ timeout: 15_000 });
});

test("a ticket serves once, and the refusal is explained", async ({ page, screens }) => {
  const { t } = screens;
  await screens.visit(page, "/cas/retour?ticket=ST-1-invente");
  await expect(page.getByRole("heading", { name: t("L'accès étudiant n'a pas abouti") })).toBeVisible();
  await page.getByRole("link", { name: t("Recommencer la connexion") }).click();
  await expect(page).toHaveURL(new RegExp(`^${cas}/login`));
  // Begun here now, but with a ticket that the CAS never gave.
  await screens.visit(page, "/cas/retour?ticket=ST-1-invente");
  await expect(page.getByText(t("Le service d'authentification ne reconnaît pas le ticket reçu"))).toBeVisible();
  await screens.shot(page, "ticket-refused");
});

test("an administrator signs in by the CAS, types the code, and sees that the CAS takes our address", async ({
  page,
  screens,
}) => {
  const { t } = screens;
  await screens.visit(page, "/admin/connexion");
  await page.getByRole("link", { name: t("Connexion avec mon compte de l'établissement") }).click();
  await authenticate(page, "admin");
  await expect(page.getByRole("heading", { name: t("Code à usage unique") })).toBeVisible();
  await screens.ready(page);
  const used = new Set<string>();
  await expect(async () => {
    const code = await codeOf(page.request, staff.administrator);
    expect(used).not.toContain(code);
    used.add(code);
    await page.getByLabel(t("Code"), { exact: true }).fill(code);
    await page.getByRole("button", { name: t("Connexion"), exact: true }).click();
    await expect(page.getByRole("heading", { name: t("Dossiers") })).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 75_000, intervals: [1_000] });
  await screens.visit(page, "/admin/campagne");
  await page.getByRole("button", { name: t("Vérifier à nouveau") }).click();
  await expect(page.getByText(t("la page de connexion accepte notre adresse"))).toBeVisible();
  await screens.shot(page, "access-state");
});
