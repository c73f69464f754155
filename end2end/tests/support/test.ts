// The test of every spec: it fails on any error or warning in a browser's console, and takes numbered screenshots.
import { test as base, expect, type BrowserContext, type Page } from "@playwright/test";
import { join } from "node:path";
import { say, type Language } from "./words.ts";

/** The ways of looking that the specs share. */
export class Screens {
  private taken = 0;

  constructor(
    private readonly folder: string,
    readonly scripted: boolean,
    readonly language: Language,
  ) {}

  /** A sentence of the product's catalogue, named in French, in the language of this project. */
  readonly t = (words: string, fill?: Record<string, string | number>, from?: string): string =>
    say(this.language, words, fill, from);

  /** Goes to an address and waits until the page answers to clicks. */
  async visit(page: Page, path: string): Promise<void> {
    await page.goto(path);
    await this.ready(page);
    await this.fits(page, path);
  }

  /** To be awaited after an act that loads a whole page. */
  async ready(page: Page): Promise<void> {
    if (this.scripted) await expect(page.locator("html")).toHaveAttribute("data-hydrated", "true");
  }

  /** A page never scrolls sideways. */
  private async fits(page: Page, name: string): Promise<void> {
    const beyond = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(beyond, `points of « ${name} » beyond the right edge`).toBeLessThanOrEqual(0);
  }

  /** The whole page, for people to look at: test-results/screens/PROJECT/TEST/NN-name.png. */
  async shot(page: Page, name: string): Promise<void> {
    await this.fits(page, name);
    this.taken += 1;
    const number = String(this.taken).padStart(2, "0");
    await page.screenshot({ path: join(this.folder, `${number}-${name}.png`), fullPage: true });
  }
}

interface Fixtures {
  screens: Screens;
  /** Lets messages of the console pass that a test provokes, as refused files do. */
  allowInConsole: (pattern: RegExp) => void;
}

export const test = base.extend<Fixtures>({
  screens: async ({ javaScriptEnabled, locale }, use, info) => {
    const language = locale?.startsWith("en") ? "en" : "fr";
    const title = info.title.replace(/[^a-z0-9]+/gi, "-").slice(0, 40);
    const folder = join(info.project.outputDir, "screens", info.project.name, title);
    await use(new Screens(folder, javaScriptEnabled ?? true, language));
  },

  allowInConsole: [
    async ({ browser }, use) => {
      // A browser told to run no script still fetches what the script would have used; a busy one uses it late.
      const allowed: RegExp[] = [/preloaded using link preload but not used/];
      const heard: string[] = [];
      const listen = (page: Page) => {
        page.on("console", (message) => {
          // The browser's own PDF viewer now and then misses a part of itself; that is no page of ours.
          const ours = !message.location().url.startsWith("chrome:");
          if (ours && ["error", "warning"].includes(message.type())) {
            heard.push(`${message.type()}: ${message.text()} (${message.location().url})`);
          }
        });
        page.on("pageerror", (error) => heard.push(`page error: ${error.message}`));
      };
      // Every context, those too that a test opens for a second person.
      const attach = (context: BrowserContext) => context.on("page", listen);
      browser.on("context", attach);
      await use((pattern) => allowed.push(pattern));
      browser.off("context", attach);
      const strange = heard.filter((line) => !allowed.some((pattern) => pattern.test(line)));
      expect(strange, "what the console said").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
