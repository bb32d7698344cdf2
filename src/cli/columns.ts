type Entry = Record<string, unknown>;

/** What matters of a long entry, where the list is known. */
const chosen: Record<string, readonly string[]> = {
  producers: ["place", "broker", "channel", "eventType", "level"],
  consumers: ["place", "broker", "channel", "group", "dlq", "retry", "idempotent"],
  channels: ["place", "broker", "name", "kind", "deadLetter"],
};
const maxColumns = 7;

/** The columns of a list of entries, or undefined when its entries do not fit a table. */
export function columnsOf(list: string, entries: readonly Entry[]): string[] | undefined {
  const filled = [...new Set(entries.flatMap((entry) => Object.keys(entry)))].filter(
    (column) => column !== "evidence" && entries.some((entry) => isFilled(entry[column])),
  );
  const known = chosen[list]?.filter((column) => filled.includes(column));
  if (known) return known;
  const flat = filled.every((column) => entries.every((entry) => isCell(entry[column])));
  return flat && filled.length <= maxColumns ? filled : undefined;
}

function isFilled(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);
}

function isCell(value: unknown): boolean {
  if (typeof value === "string") return value.length <= 160 && !value.includes("\n");
  if (Array.isArray(value)) return value.every((item) => typeof item !== "object") && value.join(", ").length <= 120;
  return value === undefined || value === null || typeof value !== "object";
}
