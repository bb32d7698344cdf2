import type { TracePoint } from "../observation.ts";
import type { Group } from "./group.ts";

const asking = /\b(?:NX|SETNX|HSETNX|MSETNX|SADD|ZADD|GETSET|EVAL|EVALSHA|PFADD)\b/i;

/**
 * Could the consumer learn from these records that it has seen a message? By reading them, or by a write that a constraint refuses.
 * What only ever gets written is output, however much it looks like a record. Without a trace nobody knows.
 */
export function isGuard(group: Group, trace: readonly TracePoint[]): boolean {
  if (trace.length === 0) return true;
  if (group.kind === "table") return group.keys.length > 0 || trace.some(({ write, what }) => !write && mentions(what, group.what));
  return trace.some(({ sink, write, what }) => sink === group.sink && (!write || asking.test(what)));
}

function mentions(what: string, table: string): boolean {
  const words = what.toLowerCase().split(/[^\w$]+/);
  return words.includes((table.split(".").at(-1) ?? table).toLowerCase());
}
