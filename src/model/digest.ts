import { createHash } from "node:crypto";

/** JSON with sorted keys: one text for equal values. What JSON has no word for is left out, as JSON.stringify does. */
export function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** SHA-256 of the canonical text, hexadecimal. */
export function digestOf(value: unknown): string {
  return createHash("sha256")
    .update(canonicalText(value) ?? "undefined")
    .digest("hex");
}
