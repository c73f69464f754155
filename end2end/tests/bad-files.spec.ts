// Files that nobody should take: each is explained beside its document, in French, with what to do; what was there
// before stays. The browser looks first, as a kindness; the server is asked directly too, since it is the law.
import type { Locator, Page } from "@playwright/test";
import { Candidate, type Dossier } from "./support/candidate.ts";
import { cut, empty, jpeg, MAX_BYTES, pdf, png, polyglot, programme, type Given } from "./support/files.ts";
import { Line } from "./support/line.ts";
import { choose, drop, give, piece } from "./support/pieces.ts";
import { expect, test, type Screens } from "./support/test.ts";

const LABEL = "Curriculum vitae";
const GOOD = pdf("cv déjà là.pdf");

interface Bad {
  file: Given;
  /** What the server calls it. */
  code: string;
  happened: string;
  advice: string;
}

/** Size and first bytes are enough: these never leave the browser. */
const SEEN_BY_THE_BROWSER: Record<string, Bad> = {
  "a programme renamed to PDF": {
    file: programme("cv.pdf"),
    code: "WrongType",
    happened: "Ce fichier n'est ni un PDF, ni un JPG, ni un PNG, quel que soit son nom.",
    advice: "Exportez le document en PDF",
  },
  "a file of 0 byte": {
    file: empty("cv.pdf"),
    code: "Empty",
    happened: "Ce fichier est vide (0 octet).",
    advice: "Ouvrez-le pour vérifier son contenu",
  },
  "a file of 4 Mo and 1 byte": {
    file: pdf("cv.pdf", "gros", MAX_BYTES + 1),
    code: "TooLarge",
    happened: "Ce fichier dépasse 4 Mo.",
    advice: "Réduisez-le",
  },
};

/** These look right at first, and must be read to their end. */
const SEEN_BY_THE_SERVER: Record<string, Bad> = {
  "a PDF cut short": {
    file: cut(pdf("cv.pdf")),
    code: "Truncated",
    happened: "La fin de ce fichier manque",
    advice: "Téléchargez ou copiez le fichier à nouveau",
  },
  "a JPG cut short": {
    file: cut(jpeg("cv.jpg")),
    code: "Truncated",
    happened: "La fin de ce fichier manque",
    advice: "Téléchargez ou copiez le fichier à nouveau",
  },
  "a PNG cut short": {
    file: cut(png("cv.png")),
    code: "Truncated",
    happened: "La fin de ce fichier manque",
    advice: "Téléchargez ou copiez le fichier à nouveau",
  },
  "a JPG that is a PDF too": {
    file: polyglot("cv.jpg"),
    code: "Polyglot",
    happened: "Ce fichier contient deux formats à la fois",
    advice: "Imprimez le document en PDF ou photographiez-le",
  },
};

/** A candidate on the page of a dossier whose LABEL has a good file already. */
async function withGoodFile(page: Page, screens: Screens): Promise<Dossier> {
  const dossier = await (await Candidate.activated(page)).apply();
  await dossier.deposit(LABEL, GOOD);
  await screens.visit(page, dossier.path);
  await expect(piece(page, LABEL).getByText(GOOD.name)).toBeVisible();
  return dossier;
}

/** The four parts, beside the document and nowhere else. */
async function isExplained(page: Page, bad: Bad): Promise<Locator> {
  const alert = piece(page, LABEL).getByRole("alert");
  await expect(alert).toContainText(bad.happened);
  await expect(alert).toContainText("Ce qui était déjà déposé n'a pas changé.");
  await expect(alert).toContainText(bad.advice);
  await expect(page.getByRole("main").getByRole("alert")).toHaveCount(1);
  return alert;
}

async function nothingIsLost(page: Page, file = GOOD): Promise<void> {
  await expect(piece(page, LABEL).locator(".file .name")).toHaveText(file.name);
  await expect(piece(page, LABEL).locator(".badge")).toContainText("Déposée");
  const href = await piece(page, LABEL).getByRole("link", { name: "Télécharger" }).getAttribute("href");
  expect((await (await page.request.get(href ?? "")).body()).equals(file.buffer)).toBe(true);
}

for (const [what, bad] of Object.entries(SEEN_BY_THE_BROWSER)) {
  test(`${what} is explained before anything is sent, picked or dropped`, async ({ page, screens }) => {
    await withGoodFile(page, screens);
    const sent: string[] = [];
    page.on("request", (it) => it.method() === "POST" && it.url().includes("/pieces/") && sent.push(it.url()));
    await choose(page, screens, LABEL, bad.file);
    await isExplained(page, bad);
    await screens.shot(page, `bad-${bad.code}`);
    // A good file ends the message; dropping the bad one brings it back.
    const better = pdf("cv corrigé.pdf");
    await give(page, screens, LABEL, better);
    await expect(piece(page, LABEL).getByRole("alert")).toHaveCount(0);
    expect(sent).toHaveLength(1);
    if (bad.file.buffer.length < 10_000) {
      await drop(page, LABEL, bad.file);
      await isExplained(page, bad);
    }
    expect(sent).toHaveLength(1);
    await nothingIsLost(page, better);
  });
}

for (const [what, bad] of Object.entries(SEEN_BY_THE_SERVER)) {
  test(`${what} is explained once the server has read it, with a reference`, async ({
    page,
    screens,
    allowInConsole,
  }) => {
    allowInConsole(/status of 422.*\/pieces\//);
    await withGoodFile(page, screens);
    await choose(page, screens, LABEL, bad.file);
    const alert = await isExplained(page, bad);
    await expect(alert.locator(".reference code")).toHaveText(/^R-[0-9A-Z-]+$/);
    await screens.shot(page, `bad-server-${bad.code}-${bad.file.name}`);
    await nothingIsLost(page);
  });
}

test("the server refuses every one of them too, when nobody looked before", async ({ page, screens }) => {
  const dossier = await withGoodFile(page, screens);
  for (const [what, bad] of Object.entries({ ...SEEN_BY_THE_BROWSER, ...SEEN_BY_THE_SERVER })) {
    const refused = { status: 422, refusal: { File: bad.code } };
    expect(await dossier.deposit(LABEL, bad.file), what).toEqual(refused);
  }
  await screens.visit(page, dossier.path);
  await nothingIsLost(page);
});

test("without a script the refusal comes back beside its document", async ({ page, screens }) => {
  const dossier = await withGoodFile(page, screens);
  const address = await dossier.depositAddress(LABEL);
  for (const bad of Object.values({ ...SEEN_BY_THE_BROWSER, ...SEEN_BY_THE_SERVER })) {
    const answer = await page.request.post(address, { multipart: { seen: "1", file: bad.file }, maxRedirects: 0 });
    expect(answer.status()).toBe(303);
    const location = answer.headers()["location"] ?? "";
    expect(location).toMatch(/#piece-/);
    await page.goto("about:blank");
    await screens.visit(page, location);
    await isExplained(page, bad);
    await nothingIsLost(page);
  }
});

test("a name with ../ loses its path and nothing else", async ({ page, screens }) => {
  const dossier = await withGoodFile(page, screens);
  const file = { ...pdf("x"), name: "../../etc/relevé de notes.pdf" };
  expect(await dossier.deposit("Pièce d'identité", file)).toEqual({ status: 200, refusal: null });
  await screens.visit(page, dossier.path);
  await expect(piece(page, "Pièce d'identité").locator(".file .name")).toHaveText("relevé de notes.pdf");
  const saved = page.waitForEvent("download");
  await piece(page, "Pièce d'identité").getByRole("link", { name: "Télécharger" }).click();
  expect((await saved).suggestedFilename()).toBe("relevé de notes.pdf");
});

test("exactly 4 Mo are taken", async ({ page, screens }) => {
  await withGoodFile(page, screens);
  const full = pdf("quatre.pdf", "quatre", MAX_BYTES);
  expect(full.buffer.length).toBe(MAX_BYTES);
  await give(page, screens, LABEL, full);
  await expect(piece(page, LABEL).getByText("4,0 Mo")).toBeVisible();
});

/** A line of a few dozen kilobytes per second, so that an upload can be watched. */
async function slowLine(page: Page): Promise<void> {
  const line = await page.context().newCDPSession(page);
  await line.send("Network.enable");
  const conditions = { offline: false, latency: 20, downloadThroughput: -1, uploadThroughput: 60_000 };
  await line.send("Network.emulateNetworkConditions", conditions);
}

test("an upload shows how far it is and can be cancelled, which deposits nothing", async ({ page, screens }) => {
  await withGoodFile(page, screens);
  await slowLine(page);
  await choose(page, screens, LABEL, pdf("lourd.pdf", "lourd", 3_000_000));
  const progress = piece(page, LABEL).getByRole("progressbar", { name: "Envoi du fichier" });
  await expect.poll(() => progress.evaluate((it: HTMLProgressElement) => it.value)).toBeGreaterThan(0);
  await screens.shot(page, "upload-under-way");
  await piece(page, LABEL).getByRole("button", { name: "Annuler l'envoi" }).click();
  await expect(piece(page, LABEL).getByText("Envoi annulé. Rien n'a été déposé.")).toBeVisible();
  // What one asked for is no mishap.
  await expect(piece(page, LABEL).getByRole("alert")).toHaveCount(0);
  await expect(progress).toHaveCount(0);
  await screens.shot(page, "upload-cancelled");
  await screens.visit(page, page.url());
  await nothingIsLost(page);
});

test("a network cut during an upload is said beside the document, and the same file goes through afterwards", async ({
  page,
  screens,
  allowInConsole,
}) => {
  allowInConsole(/net::ERR_(CONNECTION|EMPTY|SOCKET)_/);
  const dossier = await withGoodFile(page, screens);
  const line = await Line.open();
  await screens.visit(page, `${line.origin}${dossier.path}`);
  await slowLine(page);
  const heavy = pdf("lourd.pdf", "lourd", 400_000);
  await choose(page, screens, LABEL, heavy);
  const progress = piece(page, LABEL).getByRole("progressbar");
  await expect.poll(() => progress.evaluate((it: HTMLProgressElement) => it.value)).toBeGreaterThan(0);
  line.cut();
  const alert = piece(page, LABEL).getByRole("alert");
  await expect(alert).toContainText("L'envoi a été interrompu avant la fin.");
  await expect(alert).toContainText("Ce qui était déjà déposé n'a pas changé.");
  await expect(alert).toContainText("Vérifiez votre connexion, puis déposez le fichier à nouveau.");
  await screens.shot(page, "upload-cut");
  line.mend();
  await give(page, screens, LABEL, heavy);
  await expect(piece(page, LABEL).getByRole("alert")).toHaveCount(0);
  line.close();
});
