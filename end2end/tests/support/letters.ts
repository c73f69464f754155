// The demonstration's mailbox, read as a person would: the newest letters first, and the staff's codes of the moment.
import { expect, type APIRequestContext } from "@playwright/test";
import { origin } from "./server.ts";

/** The text of HTML, tags and Leptos's markers away; unbroken blanks as one types them. */
function text(html: string): string {
  const entities: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'" };
  const plain = html.replace(/<!--.*?-->|<[^>]*>/gs, "").replace(/&[a-z0-9#]+;/g, (it) => entities[it] ?? it);
  return plain.replaceAll("\u00a0", " ");
}

async function mailbox(request: APIRequestContext): Promise<string> {
  return (await request.get(`${origin}/demo/letters`, { headers: { "accept-language": "fr" } })).text();
}

/** The letters of a kind to an address, newest first, as plain text. */
export async function letters(request: APIRequestContext, code: string, to: string): Promise<string[]> {
  const all = (await mailbox(request)).split(/(?=<li[^>]*data-code=")/).slice(1);
  return all
    .filter((it) => it.startsWith("<li") && it.includes(`data-code="${code}"`))
    .map(text)
    .filter((it) => it.includes(to));
}

/** The newest letter of a kind, once it has arrived. */
export async function letter(request: APIRequestContext, code: string, to: string): Promise<string> {
  let found: string | undefined;
  await expect
    .poll(async () => (found = (await letters(request, code, to))[0]), { message: `a letter « ${code} » to ${to}` })
    .toBeDefined();
  return found ?? "";
}

/** How many letters of a kind to an address there are, once nothing waits to be sent any more. */
export async function countOf(request: APIRequestContext, code: string, to: string): Promise<number> {
  await expect.poll(async () => text(await mailbox(request)).includes("En attente d'envoi")).toBe(false);
  return (await letters(request, code, to)).length;
}

/** The first link of a letter into our own site, as a path. */
export function link(letter: string): string {
  const found = letter.match(/https?:\/\/[^\s]+/)?.[0];
  if (!found?.startsWith(`${origin}/`)) throw new Error(`no link of ours in: ${letter}`);
  return found.slice(origin.length);
}

/** The one-time code of a member of the staff at this moment. */
export async function codeOf(request: APIRequestContext, email: string): Promise<string> {
  const logins = text((await mailbox(request)).match(/<pre[^>]*>.*?<\/pre>/s)?.[0] ?? "");
  const code = logins
    .split("\n")
    .find((line) => line.startsWith(email))
    ?.match(/code (\d{6})/)?.[1];
  if (code === undefined) throw new Error(`no code for ${email} in: ${logins}`);
  return code;
}
