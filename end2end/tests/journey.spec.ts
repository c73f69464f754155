// From nothing to a confirmed candidature, through the pages alone: candidate and officer in two browsers.
import type { Page } from "@playwright/test";
import { CONDITIONAL, password, somebody, type Person } from "./support/candidate.ts";
import { jpeg, pdf, png } from "./support/files.ts";
import { letter, link } from "./support/letters.ts";
import { drop, give, piece } from "./support/pieces.ts";
import { signInAsStaff, staff, staffPage } from "./support/staff.ts";
import { expect, test, type Screens } from "./support/test.ts";

test("a person signs up, applies, deposits, transmits, is examined and confirms", async ({
  page,
  browser,
  screens,
  allowInConsole,
}) => {
  test.setTimeout(300_000);
  // A one-time code that another project used in the same half-minute is refused, and the next one is taken.
  allowInConsole(/status of 422.*\/api\/(review\/code|account\/sign_up)/);
  allowInConsole(/status of 422.*\/api\/document\/decline/);
  const person = somebody();

  await test.step("creates an account", () => signUp(page, screens, person));
  const number = await test.step("validates it by the letter", () => validate(page, screens, person));
  await test.step("signs in by dossier number", () => signIn(page, screens, number));
  await test.step("fills in the profile", async () => {
    await identity(page, screens);
    await address(page, screens);
    await baccalaureat(page, screens);
  });
  await test.step("finds the programme and applies", () => apply(page, screens));
  const dossier = new URL(page.url()).pathname;
  await test.step("deposits every document", () => deposit(page, screens));
  await test.step("transmits", () => transmit(page, screens, person));

  const officer = await staffPage(browser);
  const examination = await test.step("the officer finds every document good", () => examine(officer, screens, person));
  await test.step("a reviewer enters an avis", async () => {
    const reviewer = await staffPage(browser, "reviewer");
    await screens.visit(reviewer, examination);
    await reviewer.getByLabel("Avis", { exact: true }).selectOption("Avis favorable");
    await reviewer.getByLabel("Commentaire au candidat").fill("Bienvenue à la rentrée.");
    await screens.shot(reviewer, "reviewer-avis");
    await reviewer.getByRole("button", { name: "Saisir l'avis" }).click();
    await expect(reviewer.locator(".avis")).toContainText("à valider");
    await expect(reviewer.getByRole("button", { name: "Valider l'avis" })).toHaveCount(0);
  });
  await test.step("the officer validates it", async () => {
    await screens.visit(officer, examination);
    await screens.shot(officer, "officer-avis");
    await officer.getByRole("button", { name: "Valider l'avis" }).click();
    await expect(officer.locator(".avis")).toContainText("validé le");
    await screens.shot(officer, "officer-avis-validated");
  });

  await test.step("the candidate confirms", async () => {
    const { t } = screens;
    const said = await letter(page.request, "avis", person.email);
    expect(said).toContain(t("Avis favorable : confirmez votre candidature"));
    expect(link(said)).toBe(dossier);
    await screens.visit(page, dossier);
    await expect(page.getByText(t("Vous devez impérativement confirmer"))).toBeVisible();
    await expect(page.getByText(t("Si vous ne confirmez pas, vous ne pourrez pas vous inscrire"))).toBeVisible();
    await expect(page.getByText("Bienvenue à la rentrée.")).toBeVisible();
    await screens.shot(page, "to-confirm");
    const confirm = page.getByRole("button", { name: t("Confirmer ma candidature") });
    await confirm.click();
    await expect(page.locator(".avis").getByText(t("Confirmée"))).toBeVisible();
    await expect(confirm).toHaveCount(0);
    await screens.shot(page, "confirmed");
    await letter(page.request, "answered", person.email);
    await page.getByRole("link", { name: t("Mes candidatures") }).click();
    await expect(page.getByRole("heading", { name: t("Mes candidatures") })).toBeVisible();
    await screens.shot(page, "candidatures");
    await page.getByRole("button", { name: t("Se déconnecter") }).click();
    await expect(page.getByRole("link", { name: t("Connexion candidat") }).first()).toBeVisible();
  });
});

async function signUp(page: Page, screens: Screens, person: Person): Promise<void> {
  const { t } = screens;
  await screens.visit(page, "/");
  await screens.shot(page, "home");
  await page.getByRole("main").getByRole("link", { name: t("Créer un compte") }).click();
  await expect(page.getByRole("heading", { name: t("Créer un compte") })).toBeVisible();
  const field = (label: string) => page.getByLabel(label, { exact: true });
  if (screens.scripted) {
    const rule = (text: string) => page.getByRole("listitem").filter({ hasText: text });
    await field(t("Mot de passe")).fill("abc");
    await expect(rule(t("une minuscule"))).toHaveClass(/holds/);
    await expect(rule(t("au moins 10 caractères"))).toHaveClass(/fails/);
    await field(t("Mot de passe")).fill(password);
    await expect(rule(t("au moins 10 caractères"))).toHaveClass(/holds/);
  }
  await field(t("Nom")).fill(person.familyName);
  await field(t("Adresse mail")).fill(person.email);
  await field(t("Confirmation de l'adresse mail")).fill("autre@example.org");
  await field(t("Mot de passe")).fill(password);
  await field(t("Confirmation du mot de passe")).fill(password);
  await page.getByRole("button", { name: t("Enregistrer") }).click();
  // What is wrong is said beside its field and above all of them.
  await expect(page.locator("#given-name-fault")).toContainText(t("Ce champ est obligatoire."));
  await expect(page.locator("#email-again-fault")).toContainText(t("Les deux saisies sont différentes."));
  const summary = page.getByRole("alert").filter({ hasText: t("À corriger :") });
  await expect(summary.getByRole("link")).toHaveCount(2);
  await screens.shot(page, "sign-up-faults");
  await expect(summary).toBeFocused();
  await summary.getByRole("link", { name: t("Prénom") }).click();
  await expect(field(t("Prénom"))).toBeFocused();
  // What was right is still there: only what is wrong is typed again; and passwords, which no server sends back.
  await expect(field(t("Nom"))).toHaveValue(person.familyName);
  await expect(field(t("Adresse mail"))).toHaveValue(person.email);
  await field(t("Prénom")).fill(person.givenName);
  await field(t("Confirmation de l'adresse mail")).fill(` ${person.email.toUpperCase()}`);
  if (!screens.scripted) {
    await field(t("Mot de passe")).fill(password);
    await field(t("Confirmation du mot de passe")).fill(password);
  }
  await page.getByRole("button", { name: t("Enregistrer") }).click();
  await expect(page.getByRole("heading", { name: t("Un mail vous a été envoyé") })).toBeVisible();
  await screens.shot(page, "signed-up");
}

async function validate(page: Page, screens: Screens, person: Person): Promise<string> {
  const { t } = screens;
  const said = await letter(page.request, "validation", person.email);
  await screens.visit(page, "/demo/letters");
  await screens.shot(page, "demo-letters");
  const mine = page.locator("li.letter[data-code=validation]").filter({ hasText: person.email });
  await mine.getByRole("link").first().click();
  await expect(page.getByRole("heading", { name: t("Valider mon compte") })).toBeVisible();
  await screens.ready(page);
  await screens.shot(page, "validate");
  await page.getByRole("button", { name: t("Valider mon compte") }).click();
  await expect(page.getByRole("heading", { name: t("Votre compte est validé") })).toBeVisible();
  await screens.shot(page, "validated");
  const number = said.match(/(?:Votre numéro de dossier :|Your file number:) ([0-9A-Z]{8})/)?.[1];
  return number ?? "";
}

async function signIn(page: Page, screens: Screens, number: string): Promise<void> {
  const { t } = screens;
  await page.getByRole("main").getByRole("link", { name: t("Connexion candidat") }).click();
  await page
    .getByLabel(t("Adresse mail ou numéro de dossier"))
    .fill(`${number.slice(0, 4)} ${number.slice(4).toLowerCase()}`);
  await page.getByLabel(t("Mot de passe")).fill(password);
  await screens.shot(page, "sign-in");
  await page.getByRole("button", { name: t("Connexion") }).click();
  await expect(page.getByRole("heading", { name: t("Mes candidatures") })).toBeVisible();
  await expect(page.getByText(`(${number})`)).toBeVisible();
  await screens.shot(page, "no-candidature");
}

async function identity(page: Page, screens: Screens): Promise<void> {
  const { t } = screens;
  await page.getByRole("link", { name: t("Mon profil") }).click();
  await expect(page.getByRole("heading", { name: t("Mon profil") })).toBeVisible();
  await screens.shot(page, "profile-empty");
  await page.getByRole("link", { name: t("Informations perso.") }).click();
  // The first step: the scolarité is asked, and knows nobody by these.
  await page.getByLabel(t("Nationalité")).selectOption("FR");
  await page.locator("#ine").fill("12345 67890-v");
  await page.getByLabel(t("Date de naissance")).fill("31/03/2008");
  await screens.shot(page, "identity-first-step");
  await page.getByRole("button", { name: t("Suivant") }).click();
  await expect(page.getByText(t("Vous n'avez pas été étudiant ici, d'après ces données"))).toBeVisible();
  await screens.shot(page, "identity-unknown");
  await page.getByRole("link", { name: t("OUI, continuer avec un formulaire vide") }).click();
  await expect(page.getByLabel(t("Nationalité"))).toHaveValue("FR");
  const ine = page.locator("#ine");
  await expect(ine).toHaveValue("12345 67890-v");
  if (screens.scripted) {
    await ine.fill("1234567890A");
    await expect(page.getByText(t("Ce numéro INE comporte une faute de frappe"))).toBeVisible();
    await screens.shot(page, "identity-wrong-key");
    await ine.fill("12345 67890-v");
    await expect(page.getByText(t("INE reconnu : format BEA"))).toBeVisible();
    await ine.fill("1234567890A");
  } else {
    await ine.fill("1234567890A");
  }
  await page.getByLabel(t("Madame", {}, "profile"), { exact: true }).check();
  await page.getByLabel(t("Date de naissance")).fill("31/03/2008");
  await page.getByLabel(t("Ville de naissance", {}, "profile")).fill("Valenciennes");
  await page.getByLabel(t("Pays de naissance")).selectOption("FR");
  await page.getByRole("button", { name: t("Enregistrer") }).click();
  // Saved as typed, then judged.
  await expect(page.getByText(t("Ce que vous avez saisi est enregistré. La rubrique"))).toBeVisible();
  await expect(page.locator("#ine-fault")).toContainText(t("Ce numéro INE comporte une faute de frappe"));
  await expect(page.getByLabel(t("Ville de naissance", {}, "profile"))).toHaveValue("Valenciennes");
  await screens.shot(page, "identity-to-correct");
  await ine.fill("12345 67890-v");
  await page.getByRole("button", { name: t("Enregistrer") }).click();
}

async function address(page: Page, screens: Screens): Promise<void> {
  const { t } = screens;
  await expect(page.getByRole("heading", { name: t("Adresse", {}, "profile") })).toBeVisible();
  await page.getByLabel(t("Adresse", {}, "profile"), { exact: true }).fill("12 rue de la Paix");
  await page.getByLabel(t("Code postal"), { exact: true }).fill("59300");
  if (!screens.scripted) {
    await page.getByRole("button", { name: t("Enregistrer") }).click();
    await expect(page.locator("#commune-fault")).toContainText(t("Ce champ est obligatoire."));
  }
  await page.getByLabel(t("Commune")).selectOption({ label: "Valenciennes" });
  await expect(page.getByLabel(t("Commune"))).toHaveValue("59606");
  await screens.shot(page, "address");
  await page.getByRole("button", { name: t("Enregistrer") }).click();
}

async function baccalaureat(page: Page, screens: Screens): Promise<void> {
  const { t } = screens;
  await expect(page.getByRole("heading", { name: t("Baccalauréat", {}, "mod") })).toBeVisible();
  await page.getByLabel(t("J'ai le bac ou une équivalence")).check();
  await page.getByLabel(t("Année d'obtention")).fill("2026");
  await page.getByLabel(t("Série")).selectOption("NBGE");
  await page.getByLabel(t("Mention", {}, "baccalaureat")).selectOption(t("Bien"));
  if (!screens.scripted) {
    // The fields follow the year once it is saved.
    await expect(page.locator("#speciality-1")).toBeHidden();
    await page.getByRole("button", { name: t("Enregistrer") }).click();
    await expect(page.locator("#speciality-1-fault")).toContainText(t("Ce champ est obligatoire."));
  }
  await page.locator("#speciality-1").selectOption("MATH");
  await page.locator("#speciality-2").selectOption("NSI");
  await screens.shot(page, "baccalaureat");
  await page.getByRole("button", { name: t("Enregistrer") }).click();
  await expect(page.getByText(t("Votre compte est activé : vous pouvez candidater."))).toBeVisible();
  await screens.shot(page, "profile-activated");
}

async function apply(page: Page, screens: Screens): Promise<void> {
  const { t } = screens;
  await page.getByRole("main").getByRole("link", { name: t("Voir l'offre de formation") }).click();
  await expect(page.getByText(t("{n} formations", { n: 40 }))).toBeVisible();
  await screens.shot(page, "offer");
  const filter = async (words: string) => {
    await page.getByLabel(t("Filtre")).fill(words);
    await page.getByRole("button", { name: t("Filtrer") }).click();
  };
  await filter("electronique");
  const electronics = page.getByRole("link", { name: "Licence 3 Électronique, énergie électrique, automatique" });
  await expect(electronics).toBeVisible();
  await expect(page.getByText(t("{n} formations", { n: 2 }))).toBeVisible();
  await filter("INFORMATIQUE");
  await expect(electronics).toHaveCount(0);
  await screens.shot(page, "offer-filtered");
  await page.getByRole("link", { name: "Licence 1 Informatique" }).click();
  await expect(page.getByText(t("Voulez-vous créer une candidature"))).toBeVisible();
  await screens.shot(page, "apply");
  await page.getByRole("button", { name: t("Oui") }).click();
  await expect(page.getByText(t("En attente de transmission"))).toBeVisible();
  await expect(page.getByRole("button", { name: t("Transmettre ma candidature") })).toBeDisabled();
  await screens.shot(page, "dossier-empty");
}

async function deposit(page: Page, screens: Screens): Promise<void> {
  const { t } = screens;
  const [identity, letterOf, cv] = ["Pièce d'identité", "Lettre de motivation", "Curriculum vitae"];
  await give(page, screens, identity, pdf("carte d'identité.pdf"));

  await test.step("a deposited PDF is previewed in the page and can be saved", async () => {
    // Without a script a browser does not wait for the preview to come into sight.
    const shown = screens.scripted
      ? page.waitForResponse((it) => it.url().includes("/pieces/") && it.request().method() === "GET")
      : undefined;
    await piece(page, identity).getByText(t("Aperçu")).click();
    const frame = piece(page, identity).locator("iframe");
    await expect(frame).toBeVisible();
    const answer = (await shown) ?? (await page.request.get((await frame.getAttribute("src")) ?? ""));
    expect(answer.status()).toBe(200);
    expect(answer.headers()["content-type"]).toBe("application/pdf");
    await screens.shot(page, "preview-pdf");
    await piece(page, identity).getByText(t("Aperçu")).click();
    const saved = page.waitForEvent("download");
    await piece(page, identity).getByRole("link", { name: t("Télécharger") }).click();
    expect((await saved).suggestedFilename()).toBe("carte d'identité.pdf");
  });

  if (screens.scripted) {
    await drop(page, letterOf, jpeg("lettre.jpg"));
    await expect(piece(page, letterOf).getByText("lettre.jpg")).toBeVisible();
  } else {
    await give(page, screens, letterOf, jpeg("lettre.jpg"));
  }
  await piece(page, letterOf).getByText(t("Aperçu")).click();
  const image = piece(page, letterOf).getByRole("img");
  await expect.poll(() => image.evaluate((it: HTMLImageElement) => it.complete && it.naturalWidth)).toBe(48);
  await screens.shot(page, "preview-image");

  await test.step("it is replaced, and deleted", async () => {
    await give(page, screens, letterOf, pdf("lettre corrigée.pdf"));
    await expect(piece(page, letterOf).getByText("lettre.jpg")).toHaveCount(0);
    await piece(page, letterOf).getByRole("button", { name: t("Supprimer", {}, "document") }).click();
    await expect(piece(page, letterOf).getByText(t("À déposer"))).toBeVisible();
    await give(page, screens, letterOf, pdf("lettre finale.pdf"));
  });

  await give(page, screens, cv, png("cv.png"));
  await expect(page.getByRole("button", { name: t("Transmettre ma candidature") })).toBeDisabled();

  await test.step("the conditional document is declined on honour", async () => {
    await piece(page, CONDITIONAL).getByText(t("Je ne suis pas concerné par cette pièce"), { exact: true }).click();
    await piece(page, CONDITIONAL).getByRole("button", { name: t("Non concerné") }).click();
    await expect(page.getByText(t("La certification sur l'honneur n'a pas été cochée."))).toBeVisible();
    await screens.shot(page, "not-certified");
    const box = piece(page, CONDITIONAL).getByLabel(t("Je certifie sur l'honneur"));
    if (!(await box.isVisible()))
      await piece(page, CONDITIONAL).getByText(t("Je ne suis pas concerné par cette pièce"), { exact: true }).click();
    await box.check();
    await piece(page, CONDITIONAL).getByRole("button", { name: t("Non concerné") }).click();
    await expect(piece(page, CONDITIONAL).locator(".badge", { hasText: t("Non concerné") })).toBeVisible();
  });
  await expect(page.getByText(t("Toutes les pièces demandées sont déposées."))).toBeVisible();
  await expect(page.getByRole("button", { name: t("Transmettre ma candidature") })).toBeEnabled();
  await screens.shot(page, "dossier-ready");
}

async function transmit(page: Page, screens: Screens, person: Person): Promise<void> {
  const { t } = screens;
  await page.getByRole("button", { name: t("Transmettre ma candidature") }).click();
  await expect(page.getByRole("heading", { name: t("Candidature transmise") })).toBeVisible();
  await expect(page.getByText(t("Votre dossier est « Réceptionné »."))).toBeVisible();
  const title = await page.getByRole("heading", { name: t("Accusé de réception") }).innerText();
  const reference = title.replace(t("Accusé de réception"), "").trim();
  expect(reference).not.toBe("");
  await screens.shot(page, "receipt");
  const said = await letter(page.request, "transmission_receipt", person.email);
  expect(said).toContain(reference);
  await page.getByRole("link", { name: t("Revenir au dossier") }).click();
  await expect(page.locator(".badge", { hasText: t("Réceptionné") })).toBeVisible();
  // Nothing can be changed any more.
  await expect(page.getByLabel(t("Fichier pour :"))).toHaveCount(0);
  for (const act of [t("Supprimer", {}, "document"), t("Transmettre ma candidature"), t("Annuler ma candidature")])
    await expect(page.getByRole("button", { name: act })).toHaveCount(0);
  await screens.shot(page, "dossier-transmitted");
}

/** What the officer does; the address of the examination. */
async function examine(officer: Page, screens: Screens, person: Person): Promise<string> {
  await signInAsStaff(officer, screens, staff.officer);
  await officer.getByLabel("Recherche").fill(person.email);
  await officer.getByRole("button", { name: "Afficher" }).click();
  await expect(officer.getByText("1 dossier", { exact: true })).toBeVisible();
  await screens.shot(officer, "pile");
  await officer.getByRole("link", { name: person.familyName }).click();
  await expect(officer.getByRole("heading", { name: person.familyName })).toBeVisible();
  await screens.shot(officer, "examination");
  for (const label of ["Pièce d'identité", "Lettre de motivation", "Curriculum vitae", CONDITIONAL]) {
    const verdict = officer.getByRole("region", { name: label });
    await verdict.getByRole("button", { name: `Valider : ${label}` }).click();
    await expect(verdict.locator(".badge", { hasText: "Validée" })).toBeVisible();
  }
  await officer.getByRole("button", { name: "Dossier complet" }).click();
  await expect(officer.locator(".badge", { hasText: "Complet" })).toBeVisible();
  await screens.shot(officer, "examination-complete");
  expect(await letter(officer.request, "complete", person.email)).toContain(screens.t("Votre dossier est complet"));
  return new URL(officer.url()).pathname;
}
