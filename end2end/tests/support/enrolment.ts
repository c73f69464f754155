// What a student does from admission to certificate, through the pages; and the quick way to an admission.
import type { APIRequestContext, Browser, Page } from "@playwright/test";
import { call, Candidate, type Dossier } from "./candidate.ts";
import { jpeg, linksOf, pdf } from "./files.ts";
import { letter } from "./letters.ts";
import { bank, origin } from "./server.ts";
import { Desk, staffPage } from "./staff.ts";
import { expect, type Screens } from "./test.ts";

/** What an ordinary student answers, by the last part of the step's address and by the name of the question. */
export const ANSWERS: Record<string, Record<string, string>> = {
  cvec: { cvec_number: "tou6 abc123 4d" },
  bac: {},
  adresses: { same_address: "yes", emergency_name: "Camille D’Œuvré", emergency_phone: "06 12 34 56 78" },
  situation: {
    family_situation: "single",
    pcs_self: "80",
    pcs_parent_1: "30",
    working_share: "none",
    previous_year: "school",
    last_diploma: "baccalaureat",
  },
  "bourse-et-regime": { scholarship: "no", exemption: "none", gap_year: "none", transfer: "no" },
  accords: { charter: "yes", privacy_notice: "yes" },
  droits: {},
};

/** What the profile holds: no step of the enrolment may ask it again. */
const OF_PROFILE = [
  "nationality", "ine", "civility", "family_name", "usual_name", "given_name", "birth_date", "birth_place", "birth_country",
  "street", "postal_code", "commune", "country", "has_it", "year", "series", "mention", "email",
];

/** Every question that the steps put to somebody, by its name. */
export class Asked {
  readonly names: string[] = [];

  async of(page: Page): Promise<void> {
    const all = await page.locator('main form [name^="form["]:visible').evaluateAll((fields) => fields.map((it) => it.getAttribute("name")));
    this.names.push(...new Set(all.map((it) => it?.slice(5, -1) ?? "")));
  }

  /** Those that were put twice, or that the profile knew. */
  get twice(): string[] {
    return this.names.filter((it, nth) => this.names.indexOf(it) !== nth || OF_PROFILE.includes(it));
  }
}

/** A candidate with a confirmed candidature, whose calls share the cookies of `page`. */
export async function confirmed(page: Page): Promise<{ candidate: Candidate; dossier: Dossier }> {
  const candidate = await Candidate.activated(page);
  const dossier = await candidate.apply();
  await dossier.fill();
  await dossier.transmit();
  const officer = await Desk.of("officer");
  await officer.complete(dossier.id);
  await officer.favourable(dossier.id);
  await call(page.request, "candidature/answer", { id: dossier.id, answer: "Confirmed" });
  return { candidate, dossier };
}

/** By « M'INSCRIRE » and the code of the letter, pasted with blanks; to « Mon inscription ». */
export async function signInByCode(page: Page, screens: Screens, typed: string, email: string): Promise<void> {
  const { t } = screens;
  await screens.visit(page, "/inscription");
  await screens.shot(page, "portal");
  await page.getByRole("main").getByRole("link", { name: t("M'INSCRIRE"), exact: true }).click();
  await page.getByLabel(t("Identifiant apprenant")).fill(typed);
  await screens.shot(page, "identifiant");
  await page.getByRole("button", { name: t("SE CONNECTER") }).click();
  await expect(page.getByRole("heading", { name: t("Entrez le code d'authentification") })).toBeVisible();
  await screens.shot(page, "code");
  const code = codeIn(await letter(page.request, "login_code", email));
  await page.getByLabel(t("Code d'authentification")).fill(` ${code.slice(0, 3)} ${code.slice(3)} `);
  await page.getByRole("button", { name: t("SE CONNECTER") }).click();
}

/** The six digits of a letter with a one-time code. */
export function codeIn(said: string): string {
  return said.match(/\b\d{6}\b/)?.[0] ?? "";
}

/** Whatever form a question takes. */
export async function answer(page: Page, name: string, value: string): Promise<void> {
  const field = page.locator(`[name="form[${name}]"]`);
  const kind = await field.first().evaluate((it) => (it instanceof HTMLInputElement ? it.type : it.tagName.toLowerCase()));
  if (kind === "select") await field.selectOption(value);
  else if (kind === "radio") await page.locator(`[name="form[${name}]"][value="${value}"]`).check();
  else if (kind === "checkbox") await field.check();
  else await field.fill(value);
}

/** What each step is called. */
const TITLES: Record<string, string> = {
  formations: "Formation",
  cvec: "CVEC (contribution de vie étudiante et de campus)",
  "etat-civil": "État civil et naissance",
  bac: "Bac et premières inscriptions",
  adresses: "Adresses et contacts",
  situation: "Situation",
  "bourse-et-regime": "Bourse, exonération, régime",
  accords: "Accords",
  droits: "Droits d'inscription",
};

/** Answers the step on the screen, and goes on. */
export async function step(page: Page, screens: Screens, slug: string, asked?: Asked): Promise<void> {
  await expect(page).toHaveURL(new RegExp(`/inscription/dossier/${slug}(\\?|$)`));
  const title = screens.t(TITLES[slug] ?? "", {}, "enrolment_step");
  await expect(page.getByRole("heading", { level: 1, name: title, exact: true })).toBeVisible();
  await screens.ready(page);
  await section(page, screens, slug);
  await asked?.of(page);
  for (const [name, value] of Object.entries(ANSWERS[slug] ?? {})) await answer(page, name, value);
  await screens.shot(page, `step-${slug}`);
  await page.getByRole("button", { name: screens.t("Enregistrer et continuer") }).click();
}

/** What nobody told us of somebody before: a section of the profile, filled in where it is needed. */
async function section(page: Page, screens: Screens, slug: string): Promise<void> {
  const { t } = screens;
  const missing = page.getByText(t("Il manque quelque chose dans cette rubrique de votre profil."));
  if ((await missing.count()) === 0) return;
  await screens.shot(page, `section-${slug}`);
  const save = page.getByRole("button", { name: t("Enregistrer"), exact: true });
  if (slug === "etat-civil") {
    // What the source of the admission said is there.
    await expect(page.locator('[name="form[birth_date]"]')).toHaveValue(/2008/);
    const identity = { nationality: "FR", ine: "1234567890V", civility: "madam", birth_place: "Denain", birth_country: "FR" };
    for (const [name, value] of Object.entries(identity)) await answer(page, name, value);
  } else if (slug === "adresses") {
    await answer(page, "street", "12 rue de la Paix");
    await answer(page, "postal_code", "59300");
    if (!screens.scripted) await save.click();
    await answer(page, "commune", "59606");
  } else await answer(page, "has_it", "no");
  await save.click();
  await expect(missing).toHaveCount(0);
  await expect(page.getByRole("button", { name: t("Enregistrer et continuer") })).toBeVisible();
}

/** From the choice of the programme to the way to the bank; documents are left for later. */
export async function fillSteps(page: Page, screens: Screens, asked: Asked): Promise<void> {
  const { t } = screens;
  for (const slug of ["formations", "cvec", "etat-civil", "bac", "adresses", "situation", "bourse-et-regime", "accords"]) {
    await step(page, screens, slug, asked);
  }
  await expect(page).toHaveURL(/\/inscription\/dossier\/pieces$/);
  await expect(page.locator("li.document").first()).toBeVisible();
  await screens.ready(page);
  await screens.shot(page, "step-pieces");
  await page.getByRole("link", { name: t("Étape suivante") }).click();
  await step(page, screens, "droits", asked);
  await expect(page).toHaveURL(/\/inscription\/dossier\/paiement$/);
}

/** What the bank of the demonstration may do: the values of its page. */
export type Manner = "at_once" | "late" | "twice" | "reordered" | "other_amount" | "bad_signature" | "cut" | "never";
export type Choice = "Payer" | "Être refusé" | "Annuler";

/** From « Payer mon inscription » to the page of the bank. */
export async function toBank(page: Page, screens: Screens): Promise<void> {
  const { t } = screens;
  await screens.ready(page);
  await page.getByRole("button", { name: t("Payer par carte") }).first().click();
  await expect(page.getByRole("heading", { name: t("Votre paiement est prêt") })).toBeVisible();
  await screens.shot(page, "payment-ready");
  await page.getByRole("button", { name: t("Aller à la page de paiement") }).click();
  await expect(page).toHaveURL(new RegExp(`^http://${bank}/`));
  await expect(page.getByRole("heading", { name: "Banque de démonstration" })).toBeVisible();
}

/** At the bank; the browser comes back by itself, unless the line is cut. */
export async function atBank(page: Page, choice: Choice, manner: Manner = "at_once"): Promise<void> {
  await page.locator(`input[name=manner][value=${manner}]`).check();
  await page.getByRole("button", { name: choice, exact: true }).click();
}

/** Gives every document that is still asked for; the labels of those that were given here. */
export async function giveAll(page: Page, screens: Screens): Promise<string[]> {
  const { t } = screens;
  const given: string[] = [];
  await screens.visit(page, "/inscription/dossier/pieces");
  const open = () => page.locator("li.document").filter({ has: page.getByLabel(t("Fichier pour :")) });
  const missing = open().filter({ has: page.locator(".badge", { hasText: t("À déposer", {}, "document") }) });
  for (let left = await missing.count(); left > 0; left -= 1) {
    const item = missing.first();
    const label = (await item.getByRole("heading").textContent()) ?? "";
    const file = label.startsWith("Photo") || label.startsWith("Identity ph") ? jpeg("photo.jpg") : pdf(`piece-${given.length}.pdf`);
    await item.getByLabel(t("Fichier pour :")).setInputFiles(file);
    if (!screens.scripted) await item.getByRole("button", { name: t("Déposer") }).click();
    await expect(missing).toHaveCount(left - 1);
    given.push(label);
  }
  return given;
}

/** The page of an enrolment for staff, found by the student's address. */
export async function enrolmentFile(request: APIRequestContext, email: string): Promise<string> {
  const found = await (await request.get(`/admin/inscriptions?recherche=${encodeURIComponent(email)}`)).text();
  return found.match(/\/admin\/inscriptions\/[0-9a-f-]{36}/)?.[0] ?? "";
}

/** Pays at once; the browser comes back, and the page says so by itself. */
export async function pay(page: Page, screens: Screens): Promise<void> {
  const { t } = screens;
  await screens.shot(page, "payment");
  await toBank(page, screens);
  await atBank(page, "Payer");
  await expect(page.getByText(t("Votre paiement est reçu."))).toBeVisible();
  await screens.ready(page);
  await screens.shot(page, "payment-paid");
  await page.getByRole("link", { name: t("Revenir à mon paiement") }).click();
  await expect(page.getByText(t("Vous n'avez rien à payer pour le moment."))).toBeVisible();
  await screens.ready(page);
  await screens.shot(page, "payment-done");
  const receipt = page.getByRole("link", { name: t("Reçu (PDF)") });
  expect(await isPdf(page.request, (await receipt.getAttribute("href")) ?? "")).toBe(true);
  await page.getByRole("link", { name: t("Étape suivante") }).click();
}

async function isPdf(request: APIRequestContext, href: string): Promise<boolean> {
  return (await (await request.get(href)).body()).subarray(0, 5).toString() === "%PDF-";
}

/** From the récapitulatif. */
export async function handOver(page: Page, screens: Screens): Promise<void> {
  const { t } = screens;
  await expect(page).toHaveURL(/\/recapitulatif$/);
  await screens.ready(page);
  await screens.shot(page, "recapitulatif");
  await page.getByRole("button", { name: t("Terminer mon inscription") }).click();
  await expect(page.locator(".badge", { hasText: t("Terminée : en cours de vérification") })).toBeVisible();
  await screens.ready(page);
  await screens.shot(page, "handed-over");
  expect(await isPdf(page.request, "/inscription/dossier/recapitulatif.pdf")).toBe(true);
}

/** An officer accepts every document of a student, on the page of the enrolment. */
export async function acceptAll(browser: Browser, screens: Screens, email: string): Promise<void> {
  const officer = await staffPage(browser, "officer");
  await screens.visit(officer, await enrolmentFile(officer.request, email));
  await screens.shot(officer, "staff-enrolment");
  const accept = officer.getByRole("button", { name: /^Valider/ }).and(officer.locator(".go"));
  // The last of those that count validates the enrolment by itself: the others are no longer asked about.
  for (let left = await accept.count(); left > 0; left = await accept.count()) {
    await accept.first().click();
    await expect.poll(() => accept.count()).toBeLessThan(left);
    await screens.ready(officer);
  }
  await expect(officer.locator(".badge", { hasText: "Validée" }).first()).toBeVisible();
  await screens.shot(officer, "staff-validated");
  await officer.context().close();
}

/** The certificate is there, and anybody can verify it. */
export async function certified(page: Page, browser: Browser, screens: Screens): Promise<void> {
  const { t } = screens;
  await screens.visit(page, "/inscription/carte");
  await screens.shot(page, "student");
  const french = page.getByRole("link", { name: t("Certificat en français (PDF)") });
  expect(await isPdf(page.request, (await french.getAttribute("href")) ?? "")).toBe(true);
  const paper = await (await page.request.get((await french.getAttribute("href")) ?? "")).body();
  const address = linksOf(paper).find((it) => it.includes("/verifier?c="))?.slice(origin.length) ?? "";
  expect(address, "the link of the QR code").not.toBe("");
  const anyone = await (await browser.newContext({ javaScriptEnabled: screens.scripted })).newPage();
  await screens.visit(anyone, address);
  const genuine = anyone.getByText(/Ce certificat est authentique\.|This certificate is genuine\./);
  await expect(genuine).toBeVisible();
  await screens.shot(anyone, "verified");
  await screens.visit(anyone, address.replace(/.$/, (last) => (last === "A" ? "B" : "A")));
  await expect(anyone.locator(".notice.bad")).toBeVisible();
  await expect(genuine).toHaveCount(0);
  await screens.shot(anyone, "forged");
  await anyone.context().close();
  await screens.visit(page, "/ou-j-en-suis");
  await screens.shot(page, "timeline");
}

/** One admission, by a file that an officer loads, looks at and confirms. */
export async function importAdmission(browser: Browser, screens: Screens, source: string, line: string): Promise<void> {
  const officer = await staffPage(browser, "officer");
  await screens.visit(officer, "/admin/admissions");
  const text = `\ufeffNuméro;Nom;Prénom;Date de naissance;Adresse mail;Code formation;INE\r\n${line}\r\n`;
  await officer.locator("select[name=source]").selectOption(source);
  await officer.locator("input[type=file]").setInputFiles({ name: "admis.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await screens.shot(officer, "import");
  await officer.locator("form:has(input[type=file]) button").click();
  await expect(officer).toHaveURL(/\/admin\/admissions\/[0-9a-f-]{36}/);
  await screens.ready(officer);
  await screens.shot(officer, "import-preview");
  await officer.getByRole("button", { name: "Confirmer l'import" }).click();
  await expect(officer.getByRole("button", { name: "Confirmer l'import" })).toHaveCount(0);
  await expect(async () => {
    await officer.reload();
    await expect(officer.locator("td .badge", { hasText: "Fait" })).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  await screens.shot(officer, "import-done");
  await officer.context().close();
}

/** Every step answered by the calls that the pages make, up to what is due. */
export async function filled(page: Page): Promise<void> {
  const { request } = page;
  await call(request, "enrolment/start", {});
  const programmes = await (await request.get("/inscription/dossier/formations")).text();
  const chosen = programmes.match(/name="(form\[admission-[^\]]+\])"/)?.[1] ?? "";
  const steps: [string, string, Record<string, string>][] = [
    ["programmes", "formations", { [chosen]: "yes" }],
    ["cvec", "cvec", {}],
    ["identity", "etat-civil", {}],
    ["baccalaureat", "bac", { "form[first_higher_year]": "2026", "form[first_university_year]": "2026", "form[first_here_year]": "2026" }],
    ["address", "adresses", {}],
    ["situation", "situation", {}],
    ["rights", "bourse-et-regime", {}],
    ["agreements", "accords", {}],
    ["fees", "droits", { "form[instalments]": "1" }],
  ];
  for (const [code, slug, form] of steps) {
    const version = (await (await request.get(`/inscription/dossier/${slug}`)).text()).match(/name="seen" value="(\d+)"/)?.[1];
    const answers = Object.entries(ANSWERS[slug] ?? {}).map(([name, value]) => [`form[${name}]`, value]);
    await call(request, "enrolment/confirm", { step: code, seen: version ?? "0", ...Object.fromEntries(answers), ...form });
  }
}
