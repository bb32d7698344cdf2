import type { ConfigNode } from "../../workspace/config.ts";
import type { InfrastructureFormat } from "../infrastructure-format.ts";
import { channelFacts, otherDeadLetters, queueModules } from "./terraform/channels.ts";
import { foreignModules } from "./terraform/foreign-modules.ts";
import { functionFacts } from "./terraform/functions.ts";
import { readScopes } from "./terraform/scope.ts";

/** https://developer.hashicorp.com/terraform/language */
export const terraform: InfrastructureFormat = {
  id: "terraform",
  name: /\.tf(\.json)?$/,
  *read(files, repository) {
    const trees = new Map<string, ConfigNode>();
    for (const file of files) {
      const tree = repository.config.documents(file)?.documents[0];
      if (tree !== undefined) trees.set(file, tree);
    }
    for (const scope of readScopes(trees)) {
      yield* channelFacts(scope);
      yield* queueModules(scope);
      yield* otherDeadLetters(scope);
      yield* functionFacts(scope, repository);
      yield* foreignModules(scope, repository);
    }
  },
};
