// Double clicks, and the same act in two tabs: one effect, one letter, and the second one is shown what is done.
import type { Page } from "@playwright/test";
import { Candidate, type Dossier } from "./support/candidate.ts";
import { pdf } from "./support/files.ts";
import { countOf } from "./support/letters.ts";
import { give, piece } from "./support/pieces.ts";
import { Desk, staffPage } from "./support/staff.ts";
import { expect, test } from "./support/test.ts";

test("« Oui » clicked twice creates one candidature", async ({ page, screens }) => {
  const candidate = await Candidate.activated(page);
  await screens.visit(page, await candidate.programme());
  await page.getByRole("button", { name: "Oui" }).dblclick();
  await expect(page.getByText("En attente de transmission")).toBeVisible();
  await screens.visit(page, "/candidatures");
  await expect(page.locator("li.card")).toHaveCount(1);
  expect(await countOf(page.request, "candidature_created", candidate.person.email)).toBe(1);
});

test("« Oui » in two tabs leads both to the same candidature", async ({ page, context, screens }) => {
  const candidate = await Candidate.activated(page);
  const other = await context.newPage();
  for (const tab of [page, other]) await screens.visit(tab, await candidate.programme());
  for (const tab of [page, other]) {
    await tab.getByRole("button", { name: "Oui" }).click();
    await expect(tab.getByText("En attente de transmission")).toBeVisible();
  }
  expect(other.url()).toBe(page.url());
  expect(await countOf(page.request, "candidature_created", candidate.person.email)).toBe(1);
});

test("« Transmettre » clicked twice transmits once", async ({ page, screens }) => {
  const { candidate, dossier } = await ready(page);
  await screens.visit(page, dossier.path);
  await page.getByRole("button", { name: "Transmettre ma candidature" }).dblclick();
  await expect(page.getByRole("heading", { name: "Candidature transmise" })).toBeVisible();
  await screens.visit(page, `${dossier.path}/accuse`);
  await expect(page.getByRole("heading", { name: "Accusé de réception" })).toHaveCount(1);
  expect(await countOf(page.request, "transmission_receipt", candidate.person.email)).toBe(1);
});

test("« Transmettre » in two tabs shows the second the receipt of the first", async ({ page, context, screens }) => {
  const { candidate, dossier } = await ready(page);
  const other = await context.newPage();
  for (const tab of [page, other]) await screens.visit(tab, dossier.path);
  const references: string[] = [];
  for (const tab of [page, other]) {
    await tab.getByRole("button", { name: "Transmettre ma candidature" }).click();
    const receipt = tab.getByRole("heading", { name: "Accusé de réception" });
    await expect(receipt).toHaveCount(1);
    references.push(await receipt.innerText());
  }
  expect(references[1]).toBe(references[0]);
  expect(await countOf(page.request, "transmission_receipt", candidate.person.email)).toBe(1);
});

test("« Confirmer » clicked twice, then in another tab, confirms once", async ({ page, context, screens }) => {
  const { candidate, dossier } = await ready(page);
  await dossier.transmit();
  const officer = await Desk.of("officer");
  await officer.complete(dossier.id);
  await officer.favourable(dossier.id);
  const other = await context.newPage();
  for (const tab of [page, other]) await screens.visit(tab, dossier.path);
  await page.getByRole("button", { name: "Confirmer ma candidature" }).dblclick();
  await expect(page.locator(".avis").getByText("Confirmée")).toBeVisible();
  await other.getByRole("button", { name: "Confirmer ma candidature" }).click();
  await expect(other.locator(".avis").getByText("Confirmée")).toBeVisible();
  await expect(other.getByRole("alert")).toHaveCount(0);
  expect(await countOf(page.request, "answered", candidate.person.email)).toBe(1);
});

test("withdrawing in one tab and confirming in another keeps the first and tells the second", async ({
  page,
  context,
  screens,
  allowInConsole,
}) => {
  allowInConsole(/status of 422.*\/api\/candidature\/answer/);
  const { dossier } = await ready(page);
  await dossier.transmit();
  const officer = await Desk.of("officer");
  await officer.complete(dossier.id);
  await officer.favourable(dossier.id);
  const other = await context.newPage();
  for (const tab of [page, other]) await screens.visit(tab, dossier.path);
  await page.getByText("Me désister", { exact: true }).click();
  await page.getByRole("button", { name: "Me désister de ma candidature" }).click();
  await expect(page.locator(".avis").getByText("Désistement")).toBeVisible();
  await other.getByRole("button", { name: "Confirmer ma candidature" }).click();
  await expect(other.getByText("La réponse à cet avis est déjà enregistrée.")).toBeVisible();
  await expect(other.locator(".avis").getByText("Désistement")).toBeVisible();
});

test("a document replaced in one tab is not overwritten from another that has not seen it", async ({
  page,
  context,
  screens,
  allowInConsole,
}) => {
  allowInConsole(/status of 422.*\/pieces\//);
  const dossier = await (await Candidate.activated(page)).apply();
  const other = await context.newPage();
  for (const tab of [page, other]) await screens.visit(tab, dossier.path);
  await give(page, screens, "Curriculum vitae", pdf("premier.pdf"));
  await piece(other, "Curriculum vitae").getByLabel("Fichier pour").setInputFiles(pdf("second.pdf"));
  const alert = piece(other, "Curriculum vitae").getByRole("alert");
  await expect(alert).toContainText("Cette pièce a été changée entre-temps, peut-être dans un autre onglet.");
  // It is shown what is there, and can go on from that.
  await expect(piece(other, "Curriculum vitae").locator(".file .name")).toHaveText("premier.pdf");
  await give(other, screens, "Curriculum vitae", pdf("second.pdf"));
  await screens.visit(page, dossier.path);
  await expect(piece(page, "Curriculum vitae").locator(".file .name")).toHaveText("second.pdf");
});

test("« Dossier complet » and « Valider l'avis » clicked twice send one letter each", async ({
  page,
  browser,
  screens,
  allowInConsole,
}) => {
  // The second click, should it leave before the button is greyed, is refused: the dossier has changed.
  allowInConsole(/status of 422.*\/api\/review\//);
  const { candidate, dossier } = await ready(page);
  await dossier.transmit();
  const officer = await staffPage(browser, "officer");
  await screens.visit(officer, `/admin/dossiers/${dossier.id}`);
  const verdicts = officer.locator("section.verdict");
  for (const verdict of await verdicts.all()) {
    await verdict.getByRole("button", { name: /^Valider/ }).dblclick();
    await expect(verdict.locator(".badge")).toHaveText(/Validée/);
  }
  await officer.getByRole("button", { name: "Dossier complet" }).dblclick();
  await expect(officer.locator(".badge", { hasText: /Complet/ })).toBeVisible();
  await officer.getByLabel("Avis", { exact: true }).selectOption("Avis favorable");
  await officer.getByRole("button", { name: "Saisir l'avis" }).dblclick();
  await officer.getByRole("button", { name: "Valider l'avis" }).dblclick();
  await expect(officer.locator(".avis")).toContainText("validé le");
  await expect(officer.locator(".avis li")).toHaveCount(1);
  for (const code of ["complete", "avis"]) {
    expect(await countOf(page.request, code, candidate.person.email), code).toBe(1);
  }
});

test("an examination changed by a colleague meanwhile is not decided from an old view", async ({
  page,
  browser,
  screens,
  allowInConsole,
}) => {
  allowInConsole(/status of 422.*\/api\/review\/(complete|enter_avis)/);
  const { candidate, dossier } = await ready(page);
  await dossier.transmit();
  const [officer, administrator] = [await staffPage(browser, "officer"), await staffPage(browser, "administrator")];
  for (const tab of [officer, administrator]) await screens.visit(tab, `/admin/dossiers/${dossier.id}`);
  await (await Desk.of("officer")).complete(dossier.id);
  await administrator.getByRole("button", { name: "Dossier complet" }).click();
  await expect(administrator.getByText("Quelqu'un a modifié ce dossier depuis que vous l'avez ouvert.")).toBeVisible();
  expect(await countOf(page.request, "complete", candidate.person.email)).toBe(1);
  // It is shown as it has become; and what is typed there and comes too late is not lost, and can be sent again.
  await expect(administrator.locator(".badge", { hasText: /Complet/ })).toBeVisible();
  const comment = administrator.locator(".avis").getByLabel("Commentaire au candidat");
  await administrator.getByLabel("Avis", { exact: true }).selectOption("Avis favorable");
  await comment.fill("Bienvenue à la rentrée.");
  await officer.reload();
  await officer.getByLabel("Avis", { exact: true }).selectOption("Liste d'attente");
  await officer.getByRole("button", { name: "Saisir l'avis" }).click();
  await expect(officer.locator(".avis li")).toHaveCount(1);
  await administrator.getByRole("button", { name: "Saisir l'avis" }).click();
  await expect(administrator.getByText("Le voici tel qu'il est maintenant")).toHaveCount(2);
  await expect(administrator.locator(".avis li")).toHaveCount(1);
  await expect(comment).toHaveValue("Bienvenue à la rentrée.");
  await expect(administrator.getByLabel("Avis", { exact: true })).toHaveValue("favourable");
  await administrator.getByRole("button", { name: "Saisir l'avis" }).click();
  await expect(administrator.locator(".avis li")).toHaveCount(2);
  await expect(administrator.locator(".avis li").first()).toContainText("Avis favorable");
});

/** A dossier that only waits to be transmitted. */
async function ready(page: Page): Promise<{ candidate: Candidate; dossier: Dossier }> {
  const candidate = await Candidate.activated(page);
  const dossier = await candidate.apply();
  await dossier.fill();
  return { candidate, dossier };
}
