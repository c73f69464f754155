// The first visit: few requests, nothing from elsewhere, nothing twice. Bytes are measured on the release build by
// script/budget and script/bench.
import { expect, test } from "./support/test.ts";
import { origin } from "./support/server.ts";

test("a first visit asks this site alone, for at most eight things, each once", async ({ page, screens }) => {
  const asked: string[] = [];
  page.on("request", (it) => asked.push(it.url()));
  await screens.visit(page, "/");
  await page.waitForLoadState("networkidle");
  expect(asked.filter((it) => !it.startsWith(`${origin}/`))).toEqual([]);
  expect(new Set(asked).size, asked.join("\n")).toBe(asked.length);
  expect(asked.length, asked.join("\n")).toBeLessThanOrEqual(8);
});

test("the page that the server sent is taken over, not asked for again", async ({ page, screens }) => {
  const called: string[] = [];
  page.on("request", (it) => it.url().includes("/api/") && called.push(it.url()));
  for (const path of ["/", "/offre", "/compte/creer", "/connexion", "/demo/letters"]) await screens.visit(page, path);
  await page.waitForLoadState("networkidle");
  expect(called).toEqual([]);
});
