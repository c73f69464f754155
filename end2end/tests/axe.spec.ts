// Every page of the router and what it says of mistakes, in light and dark: no violation of any rule that axe knows.
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "@playwright/test";
import { execFileSync } from "node:child_process";
import { call, Candidate, CONDITIONAL } from "./support/candidate.ts";
import { cut, jpeg, pdf } from "./support/files.ts";
import { letter, link } from "./support/letters.ts";
import { choose, give, piece } from "./support/pieces.ts";
import { binary } from "./support/server.ts";
import { Desk, password as staffPassword, staff, staffPage } from "./support/staff.ts";
import { expect, test, type Screens } from "./support/test.ts";

test.describe.configure({ timeout: 240_000 });

/** Looks at the page as it stands, in both colour schemes. */
async function isAccessible(page: Page, state: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.flatMap(({ id, help, nodes }) => nodes.map((it) => `${id}: ${help}: ${it.html}`));
    expect.soft(found, `${state}, ${colorScheme}`).toEqual([]);
  }
}

/** As it opens; and with everything unfolded, where something was folded. */
async function visit(page: Page, screens: Screens, path: string): Promise<void> {
  await screens.visit(page, path);
  await isAccessible(page, path);
  const folded = page.locator("details:not([open])");
  if ((await folded.count()) === 0) return;
  await folded.evaluateAll((all) => all.forEach((it) => ((it as HTMLDetailsElement).open = true)));
  await isAccessible(page, `${path}, unfolded`);
}

/** What the addresses of pages are made of. */
interface Scene {
  programme: string;
  candidature: string;
  /** Of the candidate. */
  compte: string;
  /** Avis on several dossiers, prepared. */
  lot: string;
  /** Admissions from a file, to be confirmed. */
  import: string;
  /** The enrolment of the candidate, for staff. */
  inscription: string;
}

/** The addresses at which a page is looked at, from its pattern in the router. */
type Addresses = (pattern: string, scene: Scene) => string[];

/** With what its parameters stand for put in. */
const itself: Addresses = (pattern, scene) => [pattern.replace(/\{(\w+)\}/g, (_, name: keyof Scene) => scene[name])];

/** The same, with each of these parameters behind it. */
const asked =
  (...queries: string[]): Addresses =>
  (pattern, scene) =>
    queries.map((it) => `${itself(pattern, scene)[0]}${it}`);

/** Each of these in the place of the pattern's last part. */
const each =
  (...parts: string[]): Addresses =>
  (pattern) =>
    parts.map((it) => pattern.replace(/[^/]+$/, it));

const ACTORS = ["visitor", "newcomer", "candidate", "admitted", "officer", "administrator"] as const;
type Actor = (typeof ACTORS)[number];

/** Every page of the router and who opens it. A new page is one line here. */
const VISITS: Record<Actor, Record<string, Addresses>> = {
  visitor: {
    "/": itself,
    "/compte/creer": itself,
    "/compte/cree": itself,
    "/compte/valider": asked("?jeton=inconnu"),
    "/compte/valide": itself,
    "/connexion": itself,
    "/compte/code-perdu": asked("", "?fait=1"),
    "/compte/mot-de-passe-oublie": asked("", "?fait=1"),
    "/compte/nouveau-mot-de-passe": asked("?jeton=inconnu"),
    "/compte/mot-de-passe-change": itself,
    "/compte/nouvelle-adresse": asked("?jeton=inconnu"),
    "/compte/adresse-confirmee": itself,
    "/offre": asked("", "?filtre=informatique", "?filtre=introuvable"),
    "/cas/retour": asked("", "?ticket=ST-inconnu"),
    // Shows what the CAS told of somebody, which cas.spec.ts looks at; whoever is not back from it is asked to sign in.
    "/compte/acces-etudiant": itself,
    "/compte/acces-etudiant/aide": itself,
    "/inscription": itself,
    "/inscription/connexion": itself,
    "/inscription/code": itself,
    "/inscription/identifiant-oublie": asked("", "?envoye=1"),
    "/inscription/parcoursup": asked("", "?envoye=1"),
    "/inscription/lien": asked("?jeton=inconnu"),
    "/verifier": asked("", "?c=CS-2026-ABCDEFGHJK", "?c=MNSXE.ABC2"),
    "/admin/connexion": itself,
    "/admin/code": itself,
    "/envoi-trop-long": asked("?reference=R-2345"),
    "/session-terminee": itself,
    "/incident": asked("?reference=I-2345"),
    "/demo/letters": itself,
    "/demo/components": itself,
  },
  newcomer: {
    "/candidatures": itself,
    "/profil": itself,
    "/profil/{section}": each("informations-perso", "adresse", "baccalaureat"),
    "/profil/cursus-interne": itself,
    "/profil/cursus-externe": itself,
    "/profil/stages": itself,
    "/profil/experiences-pro": itself,
    "/offre/{programme}": itself,
  },
  candidate: {
    "/ou-j-en-suis": itself,
    "/compte": asked("", "?fait=1"),
    "/messages": itself,
    "/profil": itself,
    "/profil/{section}": each("informations-perso", "adresse", "baccalaureat"),
    "/offre/{programme}": itself,
    "/candidatures": itself,
    "/candidatures/{candidature}": itself,
    "/candidatures/{candidature}/accuse": itself,
  },
  admitted: {
    "/inscription/dossier": itself,
    "/inscription/dossier/{etape}": each(
      "formations", "cvec", "etat-civil", "bac", "adresses", "situation", "bourse-et-regime", "accords", "pieces", "droits",
      "paiement", "recapitulatif", "etat-civil?modifier=1", "situation?a-corriger=0",
    ),
    "/inscription/dossier/pieces": itself,
    "/inscription/dossier/paiement": itself,
    "/inscription/dossier/paiement/retour": itself,
    "/inscription/carte": itself,
    "/ou-j-en-suis": itself,
  },
  officer: {
    "/admin": asked("", "?recherche=introuvable"),
    "/admin/dossiers/{candidature}": itself,
    "/admin/dossiers/{candidature}/journal": itself,
    "/admin/comptes": asked("", "?recherche=introuvable"),
    "/admin/comptes/nouveau": itself,
    "/admin/comptes/{compte}": itself,
    "/admin/comptes/{compte}/{section}": (pattern, scene) =>
      [
        "informations-perso", "adresse", "baccalaureat", "cursus-interne", "cursus-externe", "stages",
        "experiences-pro",
      ].map((it) => pattern.replace("{compte}", scene.compte).replace("{section}", it)),
    "/admin/admissions": asked("", "?refus=colonnes&colonnes=nom"),
    "/admin/admissions/{import}": itself,
    "/admin/inscriptions": asked("", "?recherche=introuvable"),
    "/admin/inscriptions/pieces": itself,
    "/admin/inscriptions/{enrolment}": (_, scene) => [`/admin/inscriptions/${scene.inscription}`],
    "/admin/lots": itself,
    "/admin/lots/{lot}": itself,
  },
  administrator: {
    "/admin/letters": itself,
    "/admin/paiements": asked("", "?recherche=introuvable", "?etat=to_give_back"),
    "/admin/paiements/{inscription}": itself,
    "/admin/formations": itself,
    "/admin/formations/{programme}": itself,
    "/admin/campagne": itself,
    "/admin/inscriptions/parametres": itself,
    "/admin/inscriptions/pieces-demandees": itself,
    "/admin/motifs": itself,
    "/admin/inscription": itself,
    "/admin/courriers/modeles": itself,
    "/admin/courriers/modeles/{modele}": each("complete", "favourable"),
  },
};

test("every page of the router is looked at", () => {
  const routed = JSON.parse(execFileSync(binary, ["places"], { encoding: "utf8" })) as string[];
  const visited = Object.values(VISITS).flatMap(Object.keys);
  const missing = routed.filter((it) => !visited.includes(it));
  expect(missing, "pages that nobody in VISITS opens: add a line for each").toEqual([]);
  const gone = visited.filter((it) => !routed.includes(it));
  expect(gone, "lines of VISITS whose page the router does not have").toEqual([]);
});

/** Someone to open pages, and what there is to open. */
async function enter(actor: Actor, page: Page, browser: Browser): Promise<{ page: Page; scene: Scene }> {
  const scene = { programme: "", candidature: "", compte: "", lot: "", import: "", inscription: "" };
  if (actor === "visitor") return { page, scene };
  const candidate = await (actor === "newcomer" ? Candidate.signedIn(page) : Candidate.activated(page));
  scene.programme = (await candidate.programme()).split("/").pop() ?? "";
  if (actor === "newcomer") return { page, scene };
  const dossier = await candidate.apply();
  await dossier.fill();
  await dossier.transmit();
  scene.candidature = dossier.id;
  if (actor === "candidate") return { page, scene };
  if (actor === "admitted") {
    const desk = await Desk.of("officer");
    await desk.complete(dossier.id);
    await desk.favourable(dossier.id);
    await call(page.request, "candidature/answer", { id: dossier.id, answer: "Confirmed" });
    await call(page.request, "enrolment/start", {});
    return { page, scene };
  }
  const desk = await staffPage(browser, actor);
  if (actor === "officer") await prepare(desk, candidate.person.email, scene);
  scene.inscription = await admitted(page, desk, dossier.id, candidate.person.email);
  return { page: desk, scene };
}

/** Admits the candidate of a page, who then looks at their documents; their enrolment, as staff find it. */
async function admitted(page: Page, desk: Page, dossier: string, email: string): Promise<string> {
  const officer = await Desk.of("officer");
  await officer.complete(dossier);
  await officer.favourable(dossier);
  await call(page.request, "candidature/answer", { id: dossier, answer: "Confirmed" });
  await page.request.get("/inscription/dossier/pieces");
  const found = await (await desk.request.get(`/admin/inscriptions?recherche=${encodeURIComponent(email)}`)).text();
  return found.match(/\/admin\/inscriptions\/([0-9a-f-]{36})/)?.[1] ?? "";
}

/** What an officer's pages show: the candidate's account, and avis prepared on several dossiers. */
async function prepare(desk: Page, email: string, scene: Scene): Promise<void> {
  const found = await (await desk.request.get(`/admin/comptes?recherche=${encodeURIComponent(email)}`)).text();
  scene.compte = found.match(/\/admin\/comptes\/([0-9a-f-]{36})/)?.[1] ?? "";
  const form = { "chosen[]": scene.candidature, "form[kind]": "favourable" };
  const prepared = await desk.request.post("/api/job/prepare", { form, headers: { accept: "application/json" } });
  const file = "Numéro;Nom;Prénom;Date de naissance;Adresse mail;Code formation\n12345;Martin;Léa;demain;lea@example.org;L1-INFO\n";
  const multipart = { source: "parcoursup", file: { name: "admis.csv", mimeType: "text/csv", buffer: Buffer.from(file) } };
  const preview = await desk.request.post("/admin/admissions", { multipart });
  scene.import = new URL(preview.url()).pathname.split("/").pop() ?? "";
  scene.lot = (prepared.headers()["location"] ?? "").split("/").pop() ?? "";
}

for (const actor of ACTORS) {
  test(`the pages that a ${actor} opens`, async ({ page, browser, screens, allowInConsole }) => {
    // These pages say why something else could not be had, and answer as that did.
    const telling = ["/envoi-trop-long", "/session-terminee", "/incident"];
    allowInConsole(/status of (401|413|500).*\/(envoi-trop-long|session-terminee|incident)/);
    const entered = await enter(actor, page, browser);
    for (const [pattern, addresses] of Object.entries(VISITS[actor])) {
      for (const address of addresses(pattern, entered.scene)) {
        await visit(entered.page, screens, address);
        // The page itself, not one that says why it cannot be shown.
        await expect(entered.page.getByRole("heading", { level: 1 }), address).toHaveCount(1);
        const refused = entered.page.getByRole("heading", { name: screens.t("Cette page ne peut pas être affichée") });
        await expect(refused, address).toHaveCount(telling.some((it) => address.startsWith(it)) ? 1 : 0);
      }
    }
  });
}

test("what stands where no page is", async ({ page, screens, allowInConsole }) => {
  allowInConsole(/status of (401|404)/);
  for (const path of ["/nulle-part", "/profil"]) await visit(page, screens, path);
  await screens.visit(page, "/demo/letters");
  await page.getByText(screens.t("Connexions des gestionnaires")).click();
  await isAccessible(page, "the logins of the demonstration");
});

test("what these pages answer to a mistake", async ({ page, screens, allowInConsole }) => {
  allowInConsole(/status of (401|422)/);
  const { t } = screens;
  await screens.visit(page, "/compte/creer");
  await page.getByRole("button", { name: t("Enregistrer") }).click();
  await expect(page.getByText(t("À corriger :"))).toBeVisible();
  await page.getByLabel(t("Mot de passe"), { exact: true }).fill("abc");
  await isAccessible(page, "sign-up with faults");
  await screens.shot(page, "axe-sign-up-dark");

  await screens.visit(page, "/connexion");
  await page.getByLabel(t("Adresse mail ou numéro de dossier")).fill("personne@example.org");
  await page.getByLabel(t("Mot de passe")).fill("Tournesol#43");
  await page.getByRole("button", { name: t("Connexion") }).click();
  await expect(page.getByText(t("Connexion impossible. L'identifiant"))).toBeVisible();
  await isAccessible(page, "sign-in refused");

  await screens.visit(page, "/compte/valider?jeton=inconnu");
  await page.getByRole("button", { name: t("Valider mon compte") }).click();
  await expect(page.getByText(t("Ce lien a déjà servi ou n'est plus valable. Si votre compte"))).toBeVisible();
  await isAccessible(page, "dead link");

  await screens.visit(page, "/compte/mot-de-passe-oublie");
  await page.getByLabel(t("Adresse mail utilisée dans votre compte")).fill("personne@example.org");
  await page.getByRole("button", { name: t("Envoyer") }).click();
  await expect(page.getByText(t("Si un compte existe avec cette adresse mail"))).toBeVisible();
  await isAccessible(page, "neutral answer");
});

test("the profile of a candidate who makes mistakes", async ({ page, screens }) => {
  const { t } = screens;
  await Candidate.signedIn(page);
  for (const section of ["informations-perso?etape=formulaire", "adresse", "baccalaureat"]) {
    await screens.visit(page, `/profil/${section}`);
    await page.getByRole("button", { name: t("Enregistrer") }).click();
    await expect(page.getByText(t("Ce que vous avez saisi est enregistré. La rubrique"))).toBeVisible();
    await isAccessible(page, `${section} to correct`);
  }
  for (const list of ["cursus-externe", "stages", "experiences-pro"]) {
    await screens.visit(page, `/profil/${list}`);
    await page.getByRole("button", { name: t("Ajouter") }).click();
    await expect(page.getByText(t("Ce que vous avez saisi est enregistré. Tant que"))).toBeVisible();
    await isAccessible(page, `${list} to correct`);
  }
  await visit(page, screens, "/profil");
  await screens.visit(page, "/profil/adresse");
  await page.getByLabel(t("Pays", {}, "profile")).selectOption("BE");
  await expect(page.getByLabel(t("Ville (étranger)"))).toBeVisible();
  await isAccessible(page, "an address abroad");
  await screens.shot(page, "axe-abroad-dark");
});

test("a dossier in each of its states", async ({ page, screens, allowInConsole }) => {
  allowInConsole(/status of 422/);
  const { t } = screens;
  const candidate = await Candidate.activated(page);
  await visit(page, screens, await candidate.programme());
  const dossier = await candidate.apply();
  await visit(page, screens, "/candidatures");
  await visit(page, screens, dossier.path);

  await give(page, screens, "Pièce d'identité", pdf("identite.pdf"));
  await give(page, screens, "Lettre de motivation", jpeg("lettre.jpg"));
  await choose(page, screens, "Curriculum vitae", cut(pdf("cv.pdf")));
  await expect(piece(page, "Curriculum vitae").getByRole("alert")).toBeVisible();
  for (const label of ["Pièce d'identité", "Lettre de motivation"])
    await piece(page, label).getByText(t("Aperçu")).click();
  await piece(page, CONDITIONAL).getByText(t("Je ne suis pas concerné par cette pièce"), { exact: true }).click();
  await page.getByText(t("Annuler cette candidature")).click();
  await isAccessible(page, "everything unfolded, a refused file");
  await screens.shot(page, "axe-dossier-dark");

  const other = await candidate.apply("Licence 1 Mathématiques");
  await other.fill();
  await visit(page, screens, other.path);
  await other.transmit();
  const officer = await Desk.of("officer");
  await officer.incomplete(other.id);
  await visit(page, screens, other.path);
  await give(page, screens, "Pièce d'identité", pdf("encore.pdf"));
  await other.transmit();
  await officer.complete(other.id);
  await officer.favourable(other.id);
  await screens.visit(page, other.path);
  await page.getByText(t("Me désister"), { exact: true }).click();
  await isAccessible(page, "to confirm");
  await screens.shot(page, "axe-to-confirm-dark");
  await page.getByRole("button", { name: t("Confirmer ma candidature") }).click();
  await expect(page.locator(".avis").getByText(t("Confirmée"))).toBeVisible();
  await isAccessible(page, "confirmed");
  await visit(page, screens, "/candidatures");
});

test("what the staff see when they decide", async ({ page, browser, screens, allowInConsole }) => {
  allowInConsole(/status of 422/);
  const candidate = await Candidate.activated(page);
  const dossier = await candidate.apply();
  await dossier.fill();
  await dossier.transmit();
  const officer = await staffPage(browser, "officer");
  const examination = `/admin/dossiers/${dossier.id}`;
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

  const newcomer = await staffPage(browser);
  await screens.visit(newcomer, "/admin/connexion");
  await newcomer.getByLabel("Adresse mail professionnelle").fill(staff.reviewer);
  await newcomer.getByLabel("Mot de passe").fill(staffPassword);
  await newcomer.getByRole("button", { name: "Continuer" }).click();
  await expect(newcomer.getByRole("heading", { name: "Code à usage unique" })).toBeVisible();
  await isAccessible(newcomer, "the code");
});

test("the link of the letter that resets a password leads to an accessible page", async ({
  page,
  screens,
  allowInConsole,
}) => {
  allowInConsole(/status of 422/);
  const { t } = screens;
  const { person } = await Candidate.signedIn(page);
  await page.context().clearCookies();
  await screens.visit(page, "/compte/mot-de-passe-oublie");
  await page.getByLabel(t("Adresse mail utilisée dans votre compte")).fill(person.email);
  await page.getByRole("button", { name: t("Envoyer") }).click();
  await visit(page, screens, link(await letter(page.request, "password_reset", person.email)));
  await page.getByLabel(t("Nouveau mot de passe")).fill("court");
  await page.getByRole("button", { name: t("Enregistrer") }).click();
  await expect(page.locator(".notice.bad")).toBeFocused();
  await isAccessible(page, "a new password with faults");
  await page.getByLabel(t("Nouveau mot de passe")).fill("Marguerite#43");
  await page.getByLabel(t("Confirmation du mot de passe")).fill("Marguerite#43");
  await page.getByRole("button", { name: t("Enregistrer") }).click();
  await expect(page.getByRole("heading", { name: t("Votre mot de passe est changé") })).toBeVisible();
});
