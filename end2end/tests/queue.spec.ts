// Documents of the enrolment, checked by keyboard: accepted, refused with a digit, undone, refused, deposited again, accepted.
import { call } from "./support/candidate.ts";
import { confirmed, enrolmentFile, filled, giveAll } from "./support/enrolment.ts";
import { pdf } from "./support/files.ts";
import { letter, link } from "./support/letters.ts";
import { give, piece } from "./support/pieces.ts";
import { staffPage } from "./support/staff.ts";
import { expect, test } from "./support/test.ts";

test("a refused document goes round the loop, by keyboard alone at the desk", async ({ page, browser, screens }) => {
  test.setTimeout(240_000);
  const { t } = screens;
  const { candidate } = await confirmed(page);
  const { email } = candidate.person;
  await filled(page);
  await call(page.request, "enrolment/submit", {});
  const given = await giveAll(page, screens);
  expect(given.length).toBeGreaterThan(2);

  // At the desk, by keyboard alone. Others' documents may wait before this person's: they are passed over.
  const officer = await staffPage(browser, "officer");
  await screens.visit(officer, "/admin/inscriptions/pieces");
  const name = officer.locator(".verdict strong", { hasText: candidate.person.familyName });
  const heading = officer.locator(".verdict h2");
  const pressed = async (...keys: string[]) => {
    const [url, before] = [officer.url(), await heading.textContent()];
    for (const key of keys) await officer.keyboard.press(key);
    await expect
      .poll(async () => officer.url() !== url || (await heading.textContent({ timeout: 1_000 }).catch(() => "")) !== before)
      .toBe(true);
    await screens.ready(officer);
  };
  const mine = async () => {
    for (let tries = 0; tries < 100 && (await name.count()) === 0; tries += 1) await pressed("n");
    await expect(name).toBeVisible();
  };
  await mine();
  await screens.shot(officer, "queue");
  const refused = (await heading.textContent()) ?? "";
  await officer.keyboard.press("r");
  await expect(officer.getByText("Motif du refus")).toBeVisible();
  await screens.shot(officer, "queue-grounds");
  await officer.keyboard.press("2");
  const undo = officer.getByRole("button", { name: "Annuler ce verdict" });
  await expect(officer.getByRole("status").filter({ hasText: `${refused} (` })).toContainText("refusée");
  await screens.shot(officer, "queue-refused");
  await officer.keyboard.press("u");
  await expect(undo).toHaveCount(0);
  await expect(officer).toHaveURL(/[?]piece=/);
  await expect(heading).toHaveText(refused);
  // The page is read anew after the undo, which folds what was unfolded meanwhile.
  await expect(async () => {
    const grounds = officer.getByText("Motif du refus");
    if (!(await grounds.isVisible())) await officer.keyboard.press("r");
    await expect(grounds).toBeVisible({ timeout: 1_000 });
    await officer.keyboard.press("1");
    await expect(undo).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
  // The others are good; the letter of all that was refused would leave by itself after a while.
  for (let left = given.length - 1; left > 0; left -= 1) {
    await mine();
    const label = (await heading.textContent()) ?? "";
    await officer.keyboard.press("v");
    await expect(officer.getByRole("status").filter({ hasText: `${label} (` })).toContainText("validée");
  }

  await screens.visit(officer, await enrolmentFile(officer.request, email));
  await screens.shot(officer, "file-with-a-refusal");
  await officer.getByRole("button", { name: "Envoyer le courrier" }).click();
  const said = await letter(page.request, "documents_refused", email);
  expect(said).toContain(refused);
  await screens.visit(page, link(said));
  await expect(piece(page, refused).locator(".badge", { hasText: t("Refusée") })).toBeVisible();
  await screens.shot(page, "refused");
  await give(page, screens, refused, pdf("encore.pdf"));
  await screens.visit(officer, "/admin/inscriptions/pieces");
  await mine();
  await expect(heading).toHaveText(refused);
  await officer.keyboard.press("v");
  await expect(officer.getByRole("status").filter({ hasText: `${refused} (` })).toContainText("validée");
  await screens.visit(page, "/inscription/dossier/pieces");
  await expect(piece(page, refused).locator(".badge", { hasText: t("Validée", {}, "document") })).toBeVisible();
});
