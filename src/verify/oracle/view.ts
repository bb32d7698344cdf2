import { collapsed } from "./collapse.ts";
import { shown, type Shown } from "./compare.ts";
import { columnId, type Group } from "./group.ts";
import type { Hidden, Learned } from "./learned.ts";
import { eventKey } from "./own-records.ts";
import { renamed, type Groups } from "./references.ts";

export type Lens = Pick<Learned, "mask" | "idMask" | "references" | "collapses" | "strict">;

/** Numbered by the database, different from run to run, or following the id where ids differ. */
export function hiddenBy({ mask, idMask }: Pick<Lens, "mask" | "idMask">): Hidden {
  return (group, column) => {
    const id = columnId(group, column);
    return group.generated.includes(column) || mask.has(id) || idMask.has(id);
  };
}

/** A run as it compares: repeated messages counted once, references told by their row, what is drawn left out. */
export function viewed(groups: Groups, lens: Lens, keys: ReadonlyMap<string, readonly string[]>): Map<string, Shown> {
  const hidden = hiddenBy(lens);
  const named = renamed(collapsed(groups, lens.collapses, lens.strict), lens.references, hidden);
  return new Map([...named].map(([id, group]) => [id, shown(group, keys.get(id) ?? group.keys, hidden)]));
}

/** What names a row: the event id where a column under a key holds it, the name of a message, else the keys. */
export function keysIn(groups: Groups, collapses: Learned["collapses"]): Map<string, readonly string[]> {
  return new Map([...groups].map(([id, group]) => [id, keysOf(group, collapses.get(id))]));
}

function keysOf(group: Group, name: string | undefined): readonly string[] {
  if (name !== undefined) return [name];
  if (group.kind === "resource") return ["url", "method"].filter((column) => group.rows.some((row) => row.has(column)));
  const key = eventKey(group);
  return key === undefined ? group.keys : [key];
}
