import type { ToolContext } from "../../tool.ts";

/** Paths of the evidence files that speak of what stands there now. Runs and asks nothing. */
export async function freshProofs(context: Pick<ToolContext, "root" | "env" | "now">): Promise<string[]> {
  const [{ readProofs }, { loadSettings }, { faultListDigest }] = await Promise.all([
    import("../../workspace/proofs.ts"),
    import("../../workspace/settings.ts"),
    import("../../verify/schedules.ts"),
  ]);
  const { proofs } = readProofs(context, loadSettings(context.root), faultListDigest());
  return proofs.flatMap(({ state, path }) => (state === "fresh" ? [path] : []));
}
