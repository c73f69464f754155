// A candidate, brought quickly to where a spec begins: the same calls as the pages make, without the pages.
import { expect, type APIRequestContext, type Page } from "@playwright/test";
import { randomBytes } from "node:crypto";
import { jpeg, pdf, png, type Given } from "./files.ts";
import { letter, link } from "./letters.ts";
import type { Language } from "./words.ts";

export const password = "Tournesol#42";

/** The documents of a first-year programme, in order; the last but none is conditional. */
export const DOCUMENTS = ["Pièce d'identité", "Lettre de motivation", "Curriculum vitae"] as const;
export const CONDITIONAL = "Attestation de niveau de français (B2)";

/** What the demonstration calls them in English; those that are not here are called the same. */
const IN_ENGLISH = new Map<string, string>([
  ["Pièce d'identité", "Proof of identity"],
  ["Lettre de motivation", "Letter of motivation"],
  [CONDITIONAL, "Certificate of proficiency in French (B2)"],
]);

/** The label of a document, as whoever reads this language sees it. */
export function labelIn(language: Language, label: string): string {
  return language === "en" ? (IN_ENGLISH.get(label) ?? label) : label;
}

/** The label in either language: a page is in that of its project. */
export function labels(label: string): [string, string] {
  return [label, labelIn("en", label)];
}

export interface Person {
  familyName: string;
  givenName: string;
  email: string;
}

/** Someone nobody has seen before. */
export function somebody(): Person {
  const mark = randomBytes(5).toString("hex");
  return { familyName: `D’Œuvré ${mark}`, givenName: "Éloïse", email: `eloise.${mark}@example.org` };
}

/** A signed-in candidate whose calls share the cookies of `page`. */
export class Candidate {
  private constructor(
    private readonly request: APIRequestContext,
    readonly person: Person,
  ) {}

  /** Signed up, validated, signed in. */
  static async signedIn(page: Page): Promise<Candidate> {
    const it = new Candidate(page.request, somebody());
    const { familyName, givenName, email } = it.person;
    await it.call("account/sign_up", {
      "form[family_name]": familyName,
      "form[given_name]": givenName,
      "form[email]": email,
      "form[email_again]": email,
      "form[password]": password,
      "form[password_again]": password,
    });
    const token = new URL(link(await letter(it.request, "validation", email)), "http://site").searchParams.get("jeton");
    await it.call("account/validate", { token: token ?? "" });
    await it.call("account/sign_in", { login: email, password });
    return it;
  }

  /** With the three sections filled in. */
  static async activated(page: Page): Promise<Candidate> {
    const it = await Candidate.signedIn(page);
    await it.call("profile/save_identity", {
      seen: "0",
      "form[nationality]": "FR",
      "form[ine]": "1234567890V",
      "form[civility]": "madam",
      "form[family_name]": it.person.familyName,
      "form[given_name]": it.person.givenName,
      "form[birth_date]": "31/03/2008",
      "form[birth_place]": "Valenciennes",
      "form[birth_country]": "FR",
    });
    await it.call("profile/save_address", {
      seen: "0",
      "form[country]": "FR",
      "form[street]": "12 rue de la Paix",
      "form[postal_code]": "59300",
      "form[commune]": "59606",
    });
    await it.call("profile/save_baccalaureat", { seen: "0", "form[has_it]": "no" });
    return it;
  }

  /** The address of the only programme that these words find. */
  async programme(words = "Licence 1 Informatique"): Promise<string> {
    const offer = await (await this.request.get(`/offre?filtre=${encodeURIComponent(words)}`)).text();
    const found = [...offer.matchAll(/href="(\/offre\/[0-9a-f-]+)"/g)].map((it) => it[1] ?? "");
    expect(found, words).toHaveLength(1);
    return found[0] ?? "";
  }

  /** With a candidature to it. */
  async apply(words?: string): Promise<Dossier> {
    const programme = (await this.programme(words)).split("/").pop() ?? "";
    return new Dossier(this.request, await this.call("campaign/apply", { programme }));
  }

  private call(name: string, form: Record<string, string>): Promise<string> {
    return call(this.request, name, form);
  }
}

/** A candidature by its address. */
export class Dossier {
  constructor(
    private readonly request: APIRequestContext,
    readonly path: string,
  ) {}

  get id(): string {
    return this.path.split("/").pop() ?? "";
  }

  /** The part of the page that speaks of a document: its number, and the version that its form sends back. */
  private async item(label: string): Promise<{ requirement: string; version: string }> {
    const page = await (await this.request.get(this.path)).text();
    const item = page.split('<li id="piece-').find((it) => labels(label).some((name) => it.includes(`<h3>${name}<`)));
    const requirement = item?.match(/^[^"]+/)?.[0];
    if (requirement === undefined) throw new Error(`« ${label} » is not asked for on ${this.path}`);
    return { requirement, version: item?.match(/name="seen" value="(\d+)"/)?.[1] ?? "0" };
  }

  /** The address that files for a document are sent to. */
  async depositAddress(label: string): Promise<string> {
    return `${this.path}/pieces/${(await this.item(label)).requirement}`;
  }

  /** Deposits as the page's script does; the status and what was refused. */
  async deposit(label: string, file: Given): Promise<{ status: number; refusal: unknown }> {
    const { requirement, version } = await this.item(label);
    const answer = await this.request.post(`${this.path}/pieces/${requirement}`, {
      headers: { accept: "application/json" },
      multipart: { seen: version, file },
    });
    return { status: answer.status(), refusal: ((await answer.json()) as { refusal: unknown }).refusal };
  }

  /** Every document given, the conditional one declined: ready to be transmitted. */
  async fill(): Promise<void> {
    const files = [pdf("identite.pdf"), jpeg("lettre.jpg"), png("cv.png")];
    for (const [index, label] of DOCUMENTS.entries()) {
      expect(await this.deposit(label, files[index] ?? pdf("piece.pdf"))).toEqual({ status: 200, refusal: null });
    }
    const { requirement } = await this.item(CONDITIONAL);
    await call(this.request, "document/decline", { candidature: this.id, requirement, certified: "yes" });
  }

  async transmit(): Promise<void> {
    await call(this.request, "transmission/transmit", { id: this.id });
  }
}

/** A server function that must succeed; where it sends the browser. */
export async function call(request: APIRequestContext, name: string, form: Record<string, string>): Promise<string> {
  const answer = await request.post(`/api/${name}`, { form, headers: { accept: "application/json" }, maxRedirects: 0 });
  expect(answer.status(), `${name}: ${await answer.text()}`).toBe(200);
  return answer.headers()["location"] ?? "";
}
