import { defineConfig, devices, type PlaywrightTestConfig } from "@playwright/test";
import { resolve } from "node:path";
import { address, bank, binary, cas, casCommand, folder, hasCas, log, origin } from "./tests/support/server.ts";

// Debian's Chromium; on a machine with Playwright's own browsers, CHROMIUM= (empty) uses those.
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const desktop = { ...devices["Desktop Chrome"], viewport: { width: 1280, height: 800 } };
const phone = { ...devices["Pixel 7"], viewport: { width: 320, height: 640 }, deviceScaleFactor: 2 };
// Requests that a test makes beside the pages speak it too.
const english = { locale: "en-GB", extraHTTPHeaders: { "accept-language": "en-GB" } };

const config: PlaywrightTestConfig = {
  testDir: "./tests",
  globalSetup: "./tests/support/staff-sign-in.ts",
  globalTeardown: "./tests/support/server-log.ts",
  timeout: 120_000,
  // A debug build on two busy cores: patience costs nothing where the answer comes.
  expect: { timeout: 15_000 },
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  // A second look where nobody watches: a test that needs it is printed as flaky.
  retries: process.env.CI ? 1 : 0,
  workers: 2,
  reporter: [["list"]],
  use: {
    baseURL: origin,
    actionTimeout: 30_000,
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    trace: "retain-on-failure",
    // Colours that glide are measured half-way by axe on a busy machine.
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: {
      executablePath: executablePath || undefined,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "desktop", use: desktop },
    {
      name: "phone",
      use: { ...phone, ...english },
      testMatch: ["journey.spec.ts", "enrolment.spec.ts", "incomplete.spec.ts", "records.spec.ts", "axe.spec.ts"],
    },
    // The guide's whole path must be walkable without a single script.
    {
      name: "no-script",
      use: { ...phone, javaScriptEnabled: false },
      testMatch: ["journey.spec.ts", "enrolment.spec.ts", "incomplete.spec.ts", "records.spec.ts", "cas.spec.ts"],
    },
    // The rest of the matrix, for the guide's path alone: both languages, both widths, with and without scripts.
    { name: "desktop-english", use: { ...desktop, ...english }, testMatch: "journey.spec.ts" },
    { name: "phone-french", use: phone, testMatch: "journey.spec.ts" },
    { name: "no-script-wide", use: { ...desktop, ...english, javaScriptEnabled: false }, testMatch: "journey.spec.ts" },
    { name: "no-script-english", use: { ...phone, ...english, javaScriptEnabled: false }, testMatch: "journey.spec.ts" },
    { name: "no-script-french", use: { ...desktop, javaScriptEnabled: false }, testMatch: "journey.spec.ts" },
  ],
  webServer: [
    // First: the server asks it at its start whether it knows our address.
    ...(hasCas
      ? [
          {
            command: casCommand,
            cwd: import.meta.dirname,
            url: `${cas}/login`,
            stderr: "ignore" as const,
            gracefulShutdown: { signal: "SIGTERM" as const, timeout: 5_000 },
          },
        ]
      : []),
    // One after the other: the bank leaves its keys in the folder that the server emptied.
    {
      command: `rm -rf "${folder}" && mkdir -p "${folder}" && exec "${binary}" 2>"${log}"`,
      // Leptos.toml is read from here.
      cwd: resolve(import.meta.dirname, ".."),
      url: `${origin}/health`,
      gracefulShutdown: { signal: "SIGTERM", timeout: 5_000 },
      env: {
        GUICHET_DEMO: "true",
        GUICHET_VAR: folder,
        GUICHET_PUBLIC_URL: origin,
        GUICHET_CAS_URL: cas,
        GUICHET_DEMO_PSP: bank,
        LEPTOS_SITE_ADDR: address,
        LEPTOS_SITE_ROOT: process.env.LEPTOS_SITE_ROOT ?? "target/site",
        LEPTOS_HASH_FILES: "true",
        RUST_LOG: "warn",
      },
    },
    {
      command: `exec "${binary}" demo-psp 2>>"${log}"`,
      cwd: resolve(import.meta.dirname, ".."),
      url: `http://${bank}/load.html`,
      gracefulShutdown: { signal: "SIGTERM", timeout: 5_000 },
      env: { GUICHET_DEMO: "true", GUICHET_VAR: folder, GUICHET_DEMO_PSP: bank, RUST_LOG: "warn" },
    },
  ],
};

export default defineConfig(config);
