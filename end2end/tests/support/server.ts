// Where the server under test stands: beside, never in the way of, a developer's own on port 3000.
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
/** What it said. */
export const log = join(tmpdir(), `guichet-end2end-${port}.log`);
