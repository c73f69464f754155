// From an admission to a certificate, through the pages: after a candidature, by Parcoursup, and once more the next year.
import type { Browser, Page } from "@playwright/test";
import { randomInt } from "node:crypto";
import { somebody } from "./support/candidate.ts";
import {
  acceptAll,
  Asked,
  certified,
  codeIn,
  confirmed,
  fillSteps,
  giveAll,
  handOver,
  importAdmission,
  pay,
  signInByCode,
} from "./support/enrolment.ts";
import { letter, link } from "./support/letters.ts";
import { expect, test, type Screens } from "./support/test.ts";

/** The page « Mon inscription ». */
async function atEnrolment(page: Page, screens: Screens): Promise<void> {
  await expect(page.getByRole("heading", { name: screens.t("Mon inscription", {}, "enrolment") })).toBeVisible();
  await screens.ready(page);
}

/** From « Commencer » to the certificate; how many fields were asked twice is counted on the way. */
async function enrol(page: Page, browser: Browser, screens: Screens, email: string, asked = new Asked()): Promise<void> {
  const { t } = screens;
  await screens.shot(page, "enrolment");
  await page.getByRole("button", { name: t("Commencer mon inscription") }).click();
  await test.step("fills in every step", () => fillSteps(page, screens, asked));
  expect(asked.names.length).toBeGreaterThan(10);
  expect(asked.twice, "fields asked twice").toEqual([]);
  await test.step("pays", () => pay(page, screens));
  await test.step("hands over", () => handOver(page, screens));
  await test.step("gives the documents", () => giveAll(page, screens));
  await screens.shot(page, "documents-given");
  await test.step("an officer accepts them", () => acceptAll(browser, screens, email));
  await test.step("is certified", () => certified(page, browser, screens));
}

test("a confirmed candidature becomes an enrolment, paid, checked and certified", async ({ page, browser, screens }) => {
  test.setTimeout(300_000);
  const { t } = screens;
  const { candidate } = await confirmed(page);
  const { email } = candidate.person;
  const identifiant = (await letter(page.request, "admitted", email)).match(/[a-z0-9'-]+\.eloise\d+/)?.[0] ?? "";
  expect(identifiant).not.toBe("");

  await test.step("who is signed in already does not sign in again", async () => {
    await screens.visit(page, "/inscription");
    await page.getByRole("main").getByRole("link", { name: t("M'INSCRIRE"), exact: true }).click();
    await atEnrolment(page, screens);
  });
  await page.context().clearCookies();
  await signInByCode(page, screens, identifiant.toUpperCase(), email);
  await atEnrolment(page, screens);
  // Accepted with the candidature: taken as given.
  await screens.visit(page, "/inscription/dossier/pieces");
  const identity = page.locator("li.document").filter({ hasText: /Pièce d'identité|Proof of identity/ });
  await expect(identity.getByLabel(t("Fichier pour :"))).toHaveCount(0);
  await screens.visit(page, "/inscription/dossier");
  await enrol(page, browser, screens, email);
});

test("an admission of Parcoursup, imported by staff, is let in by a link and certified", async ({
  page,
  browser,
  screens,
}) => {
  test.setTimeout(300_000);
  const { t } = screens;
  const { email } = somebody();
  // As Parcoursup writes it, filled up with zeros; people type it with « P », the year and blanks.
  const number = String(randomInt(1, 10_000_000)).padStart(7, "0");
  await test.step("staff import", () =>
    importAdmission(browser, screens, "parcoursup", `${number};Delattre;Noémie;31/03/2008;${email};L1-MATH;`),
  );
  await test.step("number, birth date, address, link", async () => {
    await screens.visit(page, "/inscription/parcoursup");
    await page.getByLabel(t("Numéro Parcoursup ou MonMaster")).fill(` P26-${number.slice(0, 3)} ${number.slice(3)}`);
    await page.getByLabel(t("Date de naissance")).fill("31/03/2008");
    await page.getByLabel(t("Adresse e-mail renseignée sur la plateforme")).fill(email.toUpperCase());
    await screens.shot(page, "parcoursup-door");
    await page.getByRole("button", { name: t("Recevoir mon lien de connexion") }).click();
    await expect(page.getByText(t("Si ces informations correspondent à une admission"))).toBeVisible();
    await screens.shot(page, "parcoursup-sent");
    await screens.visit(page, link(await letter(page.request, "login_link", email)));
    await screens.shot(page, "parcoursup-link");
    await page.getByRole("main").getByRole("button").click();
    await atEnrolment(page, screens);
  });
  await enrol(page, browser, screens, email);
});

/** One for each project: a number leads to one person. */
const STUDENTS: Record<string, string> = {
  desktop: "Blondel;Nathan;06/05/2005;{email};L2-INFO;2504002340Z",
  phone: "Mercier;Chloé;22/12/2005;{email};L2-INFO;2504002203A",
  "no-script": "Dufour;Juliette;18/11/2006;{email};L2-INFO;2504003847M",
};

test("a student of last year enrols again: what the scolarité knows is shown, not asked", async ({
  page,
  browser,
  screens,
}, info) => {
  test.setTimeout(300_000);
  const { t } = screens;
  const { email } = somebody();
  const number = String(randomInt(20_000_000, 30_000_000));
  const student = STUDENTS[info.project.name]?.replace("{email}", email);
  if (student === undefined) throw new Error(`no student of last year for ${info.project.name}`);
  await importAdmission(browser, screens, "renewal", `${number};${student}`);
  await signInByCode(page, screens, `${number.slice(0, 4)} ${number.slice(4)}`, email);
  await atEnrolment(page, screens);
  await expect(page.getByText(t("Réinscription", {}, "enrolment"))).toBeVisible();
  await enrol(page, browser, screens, email);
});

test("codes that are wrong, old, reused, tried too often", async ({ page, browser, screens, allowInConsole }) => {
  allowInConsole(/status of 422.*\/api\/login\//);
  const { t } = screens;
  const { candidate } = await confirmed(page);
  const { email } = candidate.person;
  const number = (await letter(page.request, "admitted", email)).match(/[a-z0-9'-]+\.eloise\d+/)?.[0] ?? "";
  await page.context().clearCookies();
  await screens.visit(page, "/inscription/connexion");
  await page.getByLabel(t("Identifiant apprenant")).fill(number);
  await page.getByRole("button", { name: t("SE CONNECTER") }).click();
  const right = codeIn(await letter(page.request, "login_code", email));
  const wrong = right === "000000" ? "111111" : "000000";
  const enter = async (code: string) => {
    await page.getByLabel(t("Code d'authentification")).fill(code);
    await page.getByRole("button", { name: t("SE CONNECTER") }).click();
  };
  await enter("12a");
  await expect(page.getByText(t("Un code comporte 6 chiffres. Recopiez"))).toBeVisible();
  for (let left = 4; left >= 0; left -= 1) {
    await enter(wrong);
    const said = left > 0 ? new RegExp(`(Essais restants|Tries left)[\\s\\u00a0]*: ${left}`) : t("Tous les essais de ce code");
    await expect(page.getByText(said)).toBeVisible();
  }
  await screens.shot(page, "code-spent");
  await enter(right);
  await expect(page.getByText(t("Tous les essais de ce code"))).toBeVisible();
  if (screens.scripted) {
    await expect(page.getByRole("button", { name: t("Recevoir un nouveau code") })).toBeDisabled();
    await expect(page.getByText(/Vous pourrez demander un nouveau code|You may ask for a new code/)).toBeVisible();
  }
  // The same address, another browser: its code is its own.
  const other = await (await browser.newContext()).newPage();
  await signInByCode(other, screens, number, email);
  await atEnrolment(other, screens);
});
