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
  const { historyProblem } = await import("../../workspace/git.ts");
  const { readSchemas } = await import("./schemas.ts");
  const { registryFolder } = await import("./candidates.ts");
  const { knownProofs } = await import("./proofs.ts");
  const { whyNodeCannot } = await import("../../verify/subjects/node-version.ts");
  const { filesIn } = await import("../../workspace/stands.ts");
  const settings = loadSettings(context.root);
  const detected = await detectSystem(context.root, context);
  const problem = await historyProblem(context.root);
  const map = problem === undefined ? detected : { ...detected, warnings: [...detected.warnings, `git: ${problem.why}`] };
  const schemas = await readSchemas(context, map, settings, {
    since,
    historyMissing: problem?.missing === "all" ? problem.why : undefined,
  });
  const { proofs, doubts, warnings } = await knownProofs(context, settings, map);
  const cannotRun = whyNodeCannot();
  const occupied = new Set(filesIn(context.root, registryFolder(settings)).map((name) => name.replace(/\.[a-z]+$/, "")));
  return {
    map: warnings.length === 0 ? map : { ...map, warnings: [...map.warnings, ...warnings] },
    settings,
    schemas,
    occupied,
    proofs,
    doubts,
    ...(cannotRun !== undefined && { cannotRun }),
    pendingWrites: recordedWrites(context.root).length,
  };
}
