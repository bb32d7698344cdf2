import type { Facts } from "../../loop/facts.ts";
import type { ToolContext } from "../../tool.ts";

export interface Gathered extends Facts {
  /** Files that the tools wrote and nobody committed or discarded yet. */
  pendingWrites: number;
}

export interface GatherOptions {
  /** Compare schemas with what they were at this commit instead of with all their history. */
  since?: string;
}

/** Everything that a judgement rests on: the system map, each schema with its history and registration, recorded runs. Reads only. */
export async function gather(context: ToolContext, { since }: GatherOptions = {}): Promise<Gathered> {
  const { detectSystem } = await import("../../detect/detect.ts");
  const { loadSettings } = await import("../../workspace/settings.ts");
  const { recordedWrites } = await import("../../workspace/evidence.ts");
  const { readSchemas } = await import("./schemas.ts");
  const settings = loadSettings(context.root);
  const map = await detectSystem(context.root, context);
  const schemas = await readSchemas(context, map, settings, since);
  const proofs = { deadLetter: new Map(), retry: new Map(), idempotency: new Map() };
  return { map, settings, schemas, proofs, pendingWrites: recordedWrites(context.root).length };
}
