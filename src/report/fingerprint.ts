import { createHash } from "node:crypto";
import type { Finding } from "../model/finding.ts";

/** The text of a line, 1-based; undefined when the file or line is not there. */
export type LineText = (file: string, line: number) => string | undefined;

/**
 * An identity for each finding that survives inserted lines: rule, path, identity and the normalised text of its line.
 * Equal ones are told apart by their order.
 */
export function fingerprints(findings: readonly Finding[], lineText: LineText): string[] {
  const seen = new Map<string, number>();
  return findings.map(({ rule, file, line, at }) => {
    const text = (lineText(file, line) ?? "").replaceAll(/\s+/g, " ").trim();
    const hash = createHash("sha256").update([rule, file, at, text].join("\0")).digest("hex").slice(0, 16);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    return `${hash}:${count}`;
  });
}
