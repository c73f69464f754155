// What may go wrong between the browser, us and the bank: whatever the browser says, what the bank signed counts, once.
import type { Page } from "@playwright/test";
import { atBank, confirmed, enrolmentFile, filled, toBank, type Choice, type Manner } from "./support/enrolment.ts";
import { countOf, letter } from "./support/letters.ts";
import { staffPage } from "./support/staff.ts";
import { expect, test, type Screens } from "./support/test.ts";

/** Somebody whose fees are said; at « Payer mon inscription ». */
async function owing(page: Page, screens: Screens): Promise<string> {
  const { candidate } = await confirmed(page);
  await filled(page);
  await screens.visit(page, "/inscription/dossier/paiement");
  return candidate.person.email;
}

async function paying(page: Page, screens: Screens, choice: Choice, manner: Manner): Promise<void> {
  await toBank(page, screens);
  await atBank(page, choice, manner);
}

test("the line is cut on the way back from the bank: the page asks, and says « payé » by itself", async ({
  page,
  screens,
  allowInConsole,
}) => {
  allowInConsole(/ERR_EMPTY_RESPONSE|ERR_INCOMPLETE|ERR_CONNECTION|net::ERR/);
  const { t } = screens;
  const email = await owing(page, screens);
  await toBank(page, screens);
  await page.locator("input[name=manner][value=cut]").check();
  await page.getByRole("button", { name: "Payer", exact: true }).click({ noWaitAfter: true });
  await expect(page.getByRole("heading", { name: "Banque de démonstration" })).toHaveCount(0);
  // The person comes back by hand, as one does.
  await screens.visit(page, "/inscription/dossier/paiement/retour");
  await expect(page.getByText(t("Nous interrogeons la banque."))).toBeVisible();
  await screens.shot(page, "asking-the-bank");
  // No click: the page asks again until the bank has spoken.
  await expect(page.getByText(t("Votre paiement est reçu."))).toBeVisible({ timeout: 40_000 });
  await screens.shot(page, "paid-by-itself");
  expect(await countOf(page.request, "payment_received", email)).toBe(1);
});

test("our own line is cut when one begins to pay: said, nothing is lost, and it goes on", async ({
  page,
  context,
  screens,
  allowInConsole,
}) => {
  allowInConsole(/ERR_INTERNET_DISCONNECTED/);
  const { t } = screens;
  await owing(page, screens);
  await context.setOffline(true);
  await page.getByRole("button", { name: t("Payer par carte") }).click();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await screens.shot(page, "offline");
  await context.setOffline(false);
  await paying(page, screens, "Payer", "at_once");
  await expect(page.getByText(t("Votre paiement est reçu."))).toBeVisible();
});

const CASES: { choice: Choice; manner: Manner; said: string; title: string }[] = [
  { choice: "Être refusé", manner: "at_once", said: "Votre banque n'a pas accepté ce paiement.", title: "refused" },
  { choice: "Annuler", manner: "at_once", said: "Le paiement est annulé.", title: "cancelled" },
  { choice: "Payer", manner: "twice", said: "Votre paiement est reçu.", title: "told twice" },
  { choice: "Payer", manner: "reordered", said: "Votre paiement est reçu.", title: "an older refusal comes last" },
  { choice: "Payer", manner: "other_amount", said: "La banque annonce un autre montant", title: "another amount" },
  { choice: "Payer", manner: "bad_signature", said: "Nous interrogeons la banque.", title: "a false signature" },
];

for (const { choice, manner, said, title } of CASES) {
  test(`at the bank: ${title}`, async ({ page, browser, screens }) => {
    const { t } = screens;
    const email = await owing(page, screens);
    await paying(page, screens, choice, manner);
    await expect(page.getByText(t(said))).toBeVisible();
    await screens.shot(page, "said");
    const paid = said === "Votre paiement est reçu.";
    await screens.visit(page, "/inscription/dossier/paiement");
    await expect(page.getByText(t("Vous n'avez rien à payer pour le moment."))).toHaveCount(paid ? 1 : 0);
    await expect(page.getByRole("link", { name: t("Reçu (PDF)") })).toHaveCount(paid ? 1 : 0);
    // Staff see every attempt, and all that the bank said.
    const admin = await staffPage(browser, "administrator");
    const file = await enrolmentFile(admin.request, email);
    await screens.visit(admin, file.replace("inscriptions", "paiements"));
    await screens.shot(admin, "staff");
    if (paid) return;
    // It may be tried again, and is paid once.
    await page.getByRole("button", { name: t("Payer par carte") }).first().or(page.getByText(t("Votre paiement est prêt"))).first().waitFor();
    if (await page.getByText(t("Votre paiement est prêt")).isVisible()) {
      await page.getByRole("button", { name: t("Aller à la page de paiement") }).click();
      await atBank(page, "Payer");
    } else await paying(page, screens, "Payer", "at_once");
    await expect(page.getByText(t("Votre paiement est reçu."))).toBeVisible();
    await letter(page.request, "payment_received", email);
  });
}

test("two tabs and a double click make one attempt", async ({ page, context, screens }) => {
  const { t } = screens;
  await owing(page, screens);
  const other = await context.newPage();
  await screens.visit(other, "/inscription/dossier/paiement");
  await page.getByRole("button", { name: t("Payer par carte") }).dblclick();
  await expect(page.getByText(t("Votre paiement est prêt"))).toBeVisible();
  await other.getByRole("button", { name: t("Payer par carte") }).click();
  await expect(other.getByText(t("Votre paiement est prêt"))).toBeVisible();
  await other.getByText(t("Vos tentatives de paiement")).click();
  await expect(other.locator("details li")).toHaveCount(1);
});
