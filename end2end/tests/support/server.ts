// Where the server under test stands: beside, never in the way of, a developer's own on port 3000.
import { spawnSync } from "node:child_process";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";

/** What cargo-leptos built. */
export const binary = join(process.env.CARGO_TARGET_DIR ?? join(homedir(), ".cache/guichet/target"), "debug/guichet");
const port = 3100;
export const address = `127.0.0.1:${port}`;
export const origin = `http://${address}`;
/** Where the bank of the demonstration listens, a process of its own. */
export const bank = `127.0.0.1:${port + 2}`;
/** Its database, documents and letters: emptied when it starts, left to be looked at when it ends. */
export const folder = join(tmpdir(), `guichet-end2end-${port}`);
/** Where a CAS server stands that no one here wrote, on machines with Python and its pip (`cas/start`). */
const casPort = port + 1;
export const cas = `http://127.0.0.1:${casPort}/cas`;
export const casFolder = join(tmpdir(), `guichet-end2end-cas-${casPort}`);
export const hasCas = spawnSync("python3", ["-c", "import venv, ensurepip"]).status === 0;
export const casCommand = `exec cas/start ${casPort} "${casFolder}" ${origin}`;
/** What it said. */
export const log = join(tmpdir(), `guichet-end2end-${port}.log`);
