// After all specs: a page may look right while the server stumbled behind it.
import { readFileSync } from "node:fs";
import { log } from "./server.ts";

export default function noPanic(): void {
  const said = readFileSync(log, "utf8");
  const panics = said.match(/panicked at .*\n.*/g) ?? [];
  const incidents = said.match(/^.*\bERROR\b.*$/gm) ?? [];
  if (panics.length + incidents.length > 0) {
    const kinds = [...new Set([...panics, ...incidents])].slice(0, 10).join("\n");
    throw new Error(
      `1 failed: the server panicked ${panics.length} time(s), had ${incidents.length} incident(s); see ${log}\n${kinds}`,
    );
  }
}
