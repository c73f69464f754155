// Before all specs: each role signs in once and the sessions are kept, since a one-time code is good once per
// half-minute and attempts are counted. Signing in through the pages is journey.spec.ts's matter.
import { request } from "@playwright/test";
import { mkdirSync } from "node:fs";
import { codeOf } from "./letters.ts";
import { origin } from "./server.ts";
import { password, session, staff, type Role } from "./staff.ts";

export default async function signInAll(): Promise<void> {
  for (const role of Object.keys(staff) as Role[]) {
    const browser = await request.newContext({ baseURL: origin, extraHTTPHeaders: { accept: "application/json" } });
    await browser.post("/api/review/sign_in", { form: { email: staff[role], password }, failOnStatusCode: true });
    const code = await codeOf(browser, staff[role]);
    await browser.post("/api/review/code", { form: { code }, failOnStatusCode: true });
    mkdirSync(session.folder, { recursive: true });
    await browser.storageState({ path: session.of(role) });
    await browser.dispose();
  }
}
