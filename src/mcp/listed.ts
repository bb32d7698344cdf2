import type { ListedTool } from "./tool-list.ts";

/** The answer to tools/list. The bundle holds it ready-made (scripts/build.ts): listing the tools then loads none of them. */
export async function listed(): Promise<ListedTool[]> {
  const [{ tools }, { listTools }] = await Promise.all([import("../tools.ts"), import("./tool-list.ts")]);
  return listTools(tools);
}
