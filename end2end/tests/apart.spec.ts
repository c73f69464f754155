// What one sees once signed in, and what staff see, travel apart from the program that everyone downloads: fetched with
// the first page of the kind, once, and not missed where they do not come.
import { expect, test } from "./support/test.ts";
import { password, staff, staffPage } from "./support/staff.ts";
import type { Page } from "@playwright/test";

const split = /\/pkg\/split_staff\.[^/]*\.wasm$/;
const apart = /\/pkg\/(split|chunk)_[^/]*\.wasm$/;

function fetched(page: Page, what = split): string[] {
  const seen: string[] = [];
  page.on("request", (it) => what.test(it.url()) && seen.push(it.url()));
  return seen;
}

/** Not a new load of the document: what was written onto it stays. */
const mark = (page: Page) => page.evaluate(() => (document.documentElement.dataset.marked = "yes"));
const isMarked = (page: Page) => page.evaluate(() => document.documentElement.dataset.marked === "yes");

test("who comes from the home page gets them on the way, without a new load", async ({
  browser,
  screens,
  allowInConsole,
}) => {
  allowInConsole(/422 \(Unprocessable Entity\)/);
  const page = await staffPage(browser);
  const seen = fetched(page);
  await screens.visit(page, "/");
  await page.waitForLoadState("networkidle");
  expect(seen).toEqual([]);
  await mark(page);
  await page.locator('a[href="/admin/connexion"]').click();
  await expect(page.getByRole("heading", { name: "Accès gestionnaires" })).toBeVisible();
  await page.getByLabel("Adresse mail professionnelle").fill(staff.reviewer);
  await page.getByLabel("Mot de passe").fill("Wrong#20262026");
  await page.getByRole("button", { name: "Continuer" }).click();
  await expect(page.locator(".notice, .faults").first()).toBeVisible();
  await page.goBack();
  await page.locator('a[href="/admin/connexion"]').click();
  await expect(page.getByRole("heading", { name: "Accès gestionnaires" })).toBeVisible();
  expect(await isMarked(page)).toBe(true);
  expect(seen).toHaveLength(1);
});

test("who comes by the address has a page that answers, and forms that send without a new load", async ({
  browser,
  screens,
}) => {
  const page = await staffPage(browser);
  const seen = fetched(page);
  await screens.visit(page, "/admin/connexion");
  await mark(page);
  await page.getByLabel("Adresse mail professionnelle").fill(staff.reviewer);
  await page.getByLabel("Mot de passe").fill(password);
  await page.getByRole("button", { name: "Continuer" }).click();
  await expect(page.getByRole("heading", { name: "Code à usage unique" })).toBeVisible();
  expect(await isMarked(page)).toBe(true);
  expect(new Set(seen).size).toBe(1);
});

test("where they do not come, the server's page serves", async ({ browser, screens, allowInConsole }) => {
  allowInConsole(/ERR_FAILED|Failed to fetch|preload/);
  const page = await staffPage(browser);
  await page.route(split, (it) => it.abort());
  await screens.visit(page, "/");
  await mark(page);
  await page.locator('a[href="/admin/connexion"]').click();
  await expect(page.getByRole("heading", { name: "Accès gestionnaires" })).toBeVisible();
  expect(await isMarked(page)).toBe(false);
  await page.getByLabel("Adresse mail professionnelle").fill(staff.reviewer);
  await page.getByLabel("Mot de passe").fill(password);
  await page.getByRole("button", { name: "Continuer" }).click();
  await expect(page.getByRole("heading", { name: "Code à usage unique" })).toBeVisible();
});

test("who turns from the offer to a programme gets what one sees once signed in, without a new load", async ({
  page,
  screens,
  allowInConsole,
}) => {
  // Nobody is signed in, and the page says so.
  allowInConsole(/401 \(Unauthorized\)/);
  const seen = fetched(page, apart);
  for (const path of ["/connexion", "/compte/creer", "/offre"]) await screens.visit(page, path);
  await page.waitForLoadState("networkidle");
  expect(seen).toEqual([]);
  await mark(page);
  await page.evaluate(() => document.querySelectorAll("details").forEach((it) => (it.open = true)));
  await page.locator('main a[href^="/offre/"]').first().click();
  await page.waitForURL(/\/offre\/./);
  await expect(page.locator("main h1")).toBeVisible();
  await page.waitForLoadState("networkidle");
  expect(await isMarked(page)).toBe(true);
  expect(seen.filter((it) => it.includes("split_own"))).toHaveLength(1);
  expect(seen.filter((it) => it.includes("split_staff"))).toEqual([]);
});
