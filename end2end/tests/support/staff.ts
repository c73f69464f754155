// The demonstration's staff.
import { expect, request, type APIRequestContext, type Browser, type Page } from "@playwright/test";
import { join } from "node:path";
import { call } from "./candidate.ts";
import { codeOf } from "./letters.ts";
import { folder, origin } from "./server.ts";
import type { Screens } from "./test.ts";

export const staff = {
  officer: "gestion.sciences@demo.example",
  reviewer: "commission.sciences@demo.example",
  administrator: "admin@demo.example",
} as const;
export type Role = keyof typeof staff;
export const password = "Demonstration#2026";

export const session = {
  folder: join(folder, "sessions"),
  of: (role: Role) => join(folder, "sessions", `${role}.json`),
};

/** A browser of its own, in French whatever the candidate reads, in which someone of the staff may be signed in. */
export async function staffPage(browser: Browser, role?: Role): Promise<Page> {
  const french = { locale: "fr-FR", extraHTTPHeaders: { "accept-language": "fr-FR" } };
  const context = await browser.newContext({ ...french, storageState: role && session.of(role) });
  return context.newPage();
}

/** Signs in through the pages, with the next code when this one served already. */
export async function signInAsStaff(page: Page, screens: Screens, email: string): Promise<void> {
  await screens.visit(page, "/admin/connexion");
  await page.getByLabel("Adresse mail professionnelle").fill(email);
  await page.getByLabel("Mot de passe").fill(password);
  await screens.shot(page, "staff-sign-in");
  await page.getByRole("button", { name: "Continuer" }).click();
  await expect(page.getByRole("heading", { name: "Code à usage unique" })).toBeVisible();
  await screens.shot(page, "staff-code");
  const used = new Set<string>();
  await expect(async () => {
    const code = await codeOf(page.request, email);
    expect(used).not.toContain(code);
    used.add(code);
    await page.getByLabel("Code").fill(code);
    await page.getByRole("button", { name: "Connexion" }).click();
    await expect(page.getByRole("heading", { name: "Dossiers" })).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 75_000, intervals: [1_000] });
}

/** What someone of the staff decides, without the pages: to bring a dossier to where a spec begins. */
export class Desk {
  private constructor(private readonly request: APIRequestContext) {}

  static async of(role: Role): Promise<Desk> {
    return new Desk(await request.newContext({ baseURL: origin, storageState: session.of(role) }));
  }

  /** Every document of a transmitted dossier accepted, and the dossier complete. */
  async complete(id: string): Promise<void> {
    for (const requirement of await this.asked(id)) await this.act("judge", id, { requirement, accept: "yes" });
    await this.act("complete", id);
  }

  /** One document refused, and the dossier incomplete. */
  async incomplete(id: string): Promise<void> {
    for (const [index, requirement] of (await this.asked(id)).entries()) {
      const verdict: Record<string, string> =
        index === 0 ? { ground: "illegible", comment: "Trop sombre." } : { accept: "yes" };
      await this.act("judge", id, { requirement, ...verdict });
    }
    await this.act("incomplete", id, { deadline: "2099-12-31" });
  }

  async favourable(id: string): Promise<void> {
    await this.act("enter_avis", id, { "form[kind]": "favourable" });
    await this.act("validate_avis", id);
  }

  private async examination(id: string): Promise<string> {
    return (await this.request.get(`/admin/dossiers/${id}`)).text();
  }

  private async asked(id: string): Promise<string[]> {
    const named = (await this.examination(id)).matchAll(/name="requirement" value="([^"]+)"/g);
    return [...new Set([...named].map((it) => it[1] ?? ""))];
  }

  private async act(name: string, id: string, form: Record<string, string> = {}): Promise<void> {
    const version = (await this.examination(id)).match(/name="version" value="(\d+)"/)?.[1] ?? "";
    await call(this.request, `review/${name}`, { id, version, ...form });
  }
}
