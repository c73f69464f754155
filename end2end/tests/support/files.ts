// Real files, made here: each opens in any reader. And files that no one should take.
import { crc32, deflateSync, inflateSync } from "node:zlib";

/** What Playwright's file choosers and requests take. */
export interface Given {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

export const MAX_BYTES = 4 * 1024 * 1024;

/** A page of text with a cross-reference table; `size` makes it that many bytes by a comment in its middle. */
export function pdf(name: string, says = name, size?: number): Given {
  const stream = `BT /F1 24 Tf 60 760 Td (${says.replace(/[^\x20-\x7e]|[()\\]/g, "?")}) Tj ET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>",
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  const whole = (filler: string) => {
    let text = `%PDF-1.7\n${filler}`;
    const offsets = objects.map((object, index) => {
      const at = text.length;
      text += `${index + 1} 0 obj\n${object}\nendobj\n`;
      return at;
    });
    const table = offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
    const start = text.length;
    return `${text}xref\n0 6\n0000000000 65535 f \n${table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  };
  let bytes = Buffer.from(whole(""), "latin1");
  if (size !== undefined) {
    // The offsets grow with the filler: as many digits less of it.
    const filler = (length: number) => Buffer.from(whole(`%${"x".repeat(length)}\n`), "latin1");
    const first = filler(size - bytes.length - 2);
    bytes = filler(size - bytes.length - 2 - (first.length - size));
  }
  return { name, mimeType: "application/pdf", buffer: bytes };
}

/** A striped picture of 120 × 80 points. */
export function png(name: string): Given {
  const [width, height] = [120, 80];
  const chunk = (kind: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(kind, "latin1"), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // 8 bits of grey; compression, filter and interlacing are the only ones there are.
  header.set([8, 0, 0, 0, 0], 8);
  const row = (y: number) => Buffer.concat([Buffer.of(0), Buffer.alloc(width, y % 16 < 4 ? 60 : 240)]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, (_, y) => row(y))));
  const signature = Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  const buffer = Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", pixels),
    chunk("IEND", Buffer.alloc(0)),
  ]);
  return { name, mimeType: "image/png", buffer };
}

/** 48 × 32 points, baseline, as Chromium's own canvas writes it. */
const PICTURE =
  "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+" +
  "gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAARCAAgADADASIAAhEB" +
  "AxEB/8QAGAABAQEBAQAAAAAAAAAAAAAABQAGAwT/xAArEAAABAMGBgIDAAAAAAAAAAACAwQRAAEFEhMWVKPRFCEmMUHwNFEjYXH/xAAWAQEBAQAAAAAA" +
  "AAAAAAAAAAABAAL/xAAXEQEBAQEAAAAAAAAAAAAAAAAAAREh/9oADAMBAAIRAxEAPwDXKVJSQgR6gdgsLOJpzZ5t4g/EdKzWmPaPVU+E4A3j/jcrff7k" +
  "3bn3aAOlfb2GClcR0rNaY9osR0rNaY9oK6V9vYulfb2HFpXEdKzWmPaEEykpWQE9OO2WJ2E05O028wUmolEVkBPTp7ZYnYVscnabeZwqmTFJCAkJwWCw" +
  "uwXnNnm/mDicanwnAG8f8blb7/cm7c+7QB0r7expVKYpWQIhQC2WJnC85O038QfhylZXUHvFFRXSvt7F0r7ewrhylZXUHvFhylZXUHvDqxUypUr8SFAb" +
  "92AWR/uc+c5f2FYPTUSnpDwnp09gwLsK2KbPJvM4QjJf/9k=";

export function jpeg(name: string): Given {
  return { name, mimeType: "image/jpeg", buffer: Buffer.from(PICTURE, "base64") };
}

/** A Windows programme, whatever it is called. */
export function programme(name: string): Given {
  return {
    name,
    mimeType: "application/pdf",
    buffer: Buffer.concat([Buffer.from("MZ\x90\0\x03", "latin1"), Buffer.alloc(2000)]),
  };
}

export function empty(name: string): Given {
  return { name, mimeType: "application/pdf", buffer: Buffer.alloc(0) };
}

/** The first half of a file. */
export function cut(file: Given): Given {
  return { ...file, buffer: file.buffer.subarray(0, Math.floor(file.buffer.length / 2)) };
}

/** A picture that is a PDF too. */
export function polyglot(name: string): Given {
  const picture = jpeg(name);
  return { ...picture, buffer: Buffer.concat([picture.buffer, pdf("inside.pdf").buffer]) };
}

/** The addresses that a PDF links to. */
export function linksOf(bytes: Buffer): string[] {
  const text = bytes.toString("latin1");
  const parts = [...text.matchAll(/stream\r?\n(.*?)\r?\nendstream/gs)].map(([, part]) => {
    try {
      return inflateSync(Buffer.from(part ?? "", "latin1")).toString("latin1");
    } catch {
      return "";
    }
  });
  return [...[text, ...parts].join("\n").matchAll(/\/URI ?\(([^)]*)\)/g)].map((it) => it[1] ?? "");
}
