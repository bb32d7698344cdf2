import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join, sep } from "node:path";
import { ToolError } from "../../tool.ts";

const keptThere = [".aws", ".ssh", ".gnupg", ".kube", ".docker", ".config/gcloud", ".azure", ".netrc", ".npmrc"];

/** Code under test may read the whole project: that must not be the folder in which the user's keys lie. */
export function refuseHome(root: string, home = homedir()): void {
  const holds = root === home || home.startsWith(root.endsWith(sep) ? root : root + sep);
  const secret = holds ? keptThere.find((name) => existsSync(join(home, name))) : undefined;
  if (secret === undefined) return;
  throw new ToolError(
    "INVALID_INPUT",
    `The root ${root} holds ${join(home, secret)}, which code under test could read.`,
    "A consumer may read all of its project.",
    "Name the project's own folder as root.",
  );
}
