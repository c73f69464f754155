// What the product says, read from its own catalogue (src/words). A spec names a sentence in French, as it stands there,
// and meets it in the language of its project; a sentence that the product no longer says is an error here.
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

export type Language = "fr" | "en";

interface Pair {
  from: string;
  french: string;
  english: string;
}

const LITERAL = String.raw`"((?:[^"\\]|\\.)*)"`;
const PAIRS = [
  new RegExp(String.raw`\btext\(\s*${LITERAL},\s*${LITERAL}`, "gs"),
  new RegExp(String.raw`(?:&|french = |French => )format!\(\s*${LITERAL}[^"]*?\bformat!\(\s*${LITERAL}`, "gs"),
];

/** What a literal of Rust says. */
function said(literal = ""): string {
  const plain = literal.replace(/\\\n\s*/g, "").replace(/\\u\{([0-9a-f]+)\}/g, (_, it: string) => blank(it));
  return plain.replace(/\\(.)/g, (_, it: string) => (it === "n" ? "\n" : it));
}

function blank(code: string): string {
  const sign = String.fromCodePoint(parseInt(code, 16));
  return sign === "\u{a0}" ? " " : sign;
}

function* pairs(): Generator<Pair> {
  const folder = resolve(import.meta.dirname, "../../../src/words");
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((it) => it.endsWith(".rs"))) {
    // A function at a time, so that no sentence is paired with one of the next.
    for (const part of readFileSync(join(folder, file), "utf8").split(/\n(?=(?:pub |const )*fn )/)) {
      for (const [, french, english] of PAIRS.flatMap((it) => [...part.matchAll(it)])) {
        yield { from: file.replace(".rs", ""), french: said(french), english: said(english) };
      }
    }
  }
}

const catalogue = [...pairs()];

/** The only sentence that is, or else begins with, these words; `from` names its file where several say the same. */
function find(words: string, from?: string): Pair {
  const known = catalogue.filter((it) => from === undefined || it.from === from);
  const exact = known.filter((it) => it.french === words);
  const found = exact.length > 0 ? exact : known.filter((it) => it.french.startsWith(words));
  const [first] = found;
  if (first === undefined) throw new Error(`src/words does not say « ${words} »`);
  if (found.some((it) => it.french !== first.french || it.english !== first.english)) {
    const places = found.map((it) => `${it.from}: ${it.french} = ${it.english}`);
    throw new Error(`src/words says « ${words} » in several ways:\n${places.join("\n")}`);
  }
  return first;
}

/** A sentence in a language, what its `{name}` stand for filled in. */
export function say(language: Language, words: string, fill: Record<string, string | number> = {}, from?: string): string {
  const { french, english } = find(words, from);
  return (language === "fr" ? french : english).replace(/\{(\w+)\}/g, (whole, name: string) => `${fill[name] ?? whole}`);
}
