import type { Opened } from "../subject.ts";
import { isBatch } from "./deliveries.ts";
import type { Instance } from "./instance.ts";
import type { WorkerSpec } from "./protocol.ts";

const batchSize = 3;

/** What the module declares and its clients handed over. */
export function declaredBy({ module, subscriptions }: Instance, spec: WorkerSpec): Omit<Opened, "files" | "clients" | "assumptions"> {
  const batch = spec.export === undefined ? (spec.batch ?? subscriptions[0]?.batch ?? false) : isBatch(spec);
  const { ignore, invariant } = module as { ignore?: unknown; invariant?: Opened["invariant"] };
  const declared = typeof invariant?.sql === "string" && typeof invariant.equals === "string" ? invariant : undefined;
  return {
    ...(batch && { batchSize }),
    hasTick: typeof module["tick"] === "function",
    ignore: Array.isArray(ignore) ? ignore.map(String) : [],
    ...(declared && { invariant: { sql: declared.sql, equals: declared.equals } }),
  };
}
