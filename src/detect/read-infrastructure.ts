import type { ConfigFiles } from "../workspace/config.ts";
import type { Workspace } from "../workspace/files.ts";
import type { Fact } from "./fact.ts";
import type { Repository } from "./infrastructure-format.ts";
import { infrastructures } from "./infrastructures.ts";
import { isTestPath } from "./test-code.ts";

/** Facts of every infrastructure format. A file is opened only where a format's name fits it. */
export function readInfrastructure(workspace: Workspace, config: ConfigFiles): Fact[] {
  const paths = workspace.paths.filter((path) => !isTestPath(path) && !/(^|\/)\.(github|gitlab|circleci|azure-pipelines)\//.test(path));
  const repository: Repository = { paths: new Set(workspace.paths), read: workspace.read, config };
  return infrastructures.flatMap((format) => {
    const files = paths.filter(
      (path) => format.name.test(path) && (format.mark === undefined || format.mark.test(workspace.read(path) ?? "")),
    );
    return [...format.read(files, repository)];
  });
}
