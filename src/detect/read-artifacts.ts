import type { ConfigFiles } from "../workspace/config.ts";
import type { Workspace } from "../workspace/files.ts";
import { artifactReaders } from "./artifacts.ts";
import type { Fact } from "./fact.ts";
import { isTestPath } from "./test-code.ts";

/** Facts of schemas and tables. The first reader that a file fits takes it. */
export function readArtifacts(workspace: Workspace, config: ConfigFiles): Fact[] {
  return workspace.paths.flatMap((file) => {
    if (isTestPath(file)) return [];
    for (const reader of artifactReaders) {
      if (!reader.name.test(file)) continue;
      const text = workspace.read(file);
      if (text === undefined || (reader.mark !== undefined && !reader.mark.test(text))) continue;
      const facts = [...reader.read({ file, text, documents: () => config.documents(file) })];
      if (facts.length > 0) return facts;
    }
    return [];
  });
}
