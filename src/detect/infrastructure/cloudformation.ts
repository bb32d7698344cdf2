import { basename } from "node:path/posix";
import { groupBy } from "../link/group.ts";
import type { Fact } from "../fact.ts";
import type { InfrastructureFormat, Repository } from "../infrastructure-format.ts";
import { channelFacts } from "./cloudformation/channels.ts";
import { functionFacts } from "./cloudformation/functions.ts";
import { otherDeadLetters } from "./cloudformation/other-dead-letters.ts";
import { ruleFacts } from "./cloudformation/rules.ts";
import { readTemplate, type Template } from "./cloudformation/template.ts";

/** CloudFormation and SAM: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification.html */
export const cloudformation: InfrastructureFormat = {
  id: "cloudformation",
  name: /\.(ya?ml|json|template)$/,
  mark: /AWSTemplateFormatVersion|Type["']?\s*:\s*["']?AWS::/,
  *read(files, repository) {
    const open = templateOpener(repository);
    const templates = files.flatMap((path) => open(path) ?? []);
    for (const template of templates) yield* templateFacts(template, repository);
    yield* otherDeadLetters(templates);
  },
};

/** Facts of one template, also of the resources section of a Serverless Framework file. */
export function* templateFacts(template: Template, repository: Repository): Generator<Fact> {
  yield* channelFacts(template);
  yield* functionFacts(template, repository);
  yield* ruleFacts(template, repository);
}

/** Opens a template by its path. A path from a build folder that lies deeper leads out too far; then the one file of that ending is meant. */
function templateOpener({ config, paths }: Repository): (path: string) => Template | undefined {
  const known = new Map<string, Template | undefined>();
  let byName: Map<string, string[]> | undefined;
  const locate = (path: string): string | undefined => {
    if (paths.has(path)) return path;
    const ending = path.replace(/^(\.\.\/)+/, "");
    byName ??= groupBy(paths, basename);
    const same = (byName.get(basename(ending)) ?? []).filter((candidate) => candidate === ending || candidate.endsWith(`/${ending}`));
    return same.length === 1 ? same[0] : undefined;
  };
  const open = (wanted: string): Template | undefined => {
    const path = locate(wanted);
    if (path === undefined) return undefined;
    if (!known.has(path)) {
      const root = config.documents(path)?.documents[0];
      known.set(path, root === undefined ? undefined : readTemplate(path, root, open));
    }
    return known.get(path);
  };
  return open;
}
