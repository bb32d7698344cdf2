import type { Desired } from "../../delivery/plan.ts";
import type { DeclaredChanges } from "../../delivery/owners/owners.ts";
import type { Observed } from "../../model/delivery.ts";
import type { SystemMap } from "../../model/system.ts";
import type { ToolContext } from "../../tool.ts";
import type { Place } from "./wanted.ts";

/** What the repository's own files declare on a broker that is not ours alone, unless its settings say that we manage it. */
export async function declaredIn(
  context: ToolContext,
  map: SystemMap,
  { broker, at }: Place,
  desired: readonly Desired[],
  observed: readonly Observed[],
): Promise<DeclaredChanges> {
  if (!broker.external || at?.connection.managed === "direct") return { owned: [], files: [] };
  const { declaredChanges } = await import("../../delivery/owners/owners.ts");
  const { declaredInScripts } = await import("../../delivery/owners/scripts/commands.ts");
  const { readExact } = await import("../../workspace/exact-text.ts");
  const { openWorkspace } = await import("../../workspace/files.ts");
  const read = (file: string) => readExact(context.root, file);
  const scripted = declaredInScripts((await openWorkspace(context.root)).paths, read);
  return declaredChanges(desired, observed, [...map.channels, ...scripted], read);
}
