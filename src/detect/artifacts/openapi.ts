import { at, entries, text } from "../../workspace/config.ts";
import type { ArtifactReader } from "../artifact-reader.ts";
import type { Fact } from "../fact.ts";

/** OpenAPI describes HTTP; only components with the event extension of Amazon EventBridge describe events: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-schema-create.html */
export const openapi: ArtifactReader = {
  id: "openapi",
  name: /\.(ya?ml|json)$/,
  mark: /^[ \t]*["']?(openapi|swagger)["']?\s*:/m,
  *read({ file, documents }) {
    const parsed = documents();
    const root = parsed?.documents[0];
    if (text(at(root, "openapi") ?? at(root, "swagger")) === undefined) return;
    const types: Extract<Fact, { fact: "event-type" }>[] = entries(at(root, "components", "schemas")).flatMap(([name, schema]) => {
      const detail = at(schema, "x-amazon-events-detail-type");
      const wire = text(detail);
      if (detail === undefined || wire === undefined) return [];
      return [
        {
          fact: "event-type" as const,
          name: wire,
          aliases: name === wire ? [] : [name],
          file,
          line: schema.keyLine ?? schema.line,
          schema: file,
        },
      ];
    });
    const error = parsed?.problem === undefined ? {} : { error: parsed.problem };
    yield { fact: "schema", file, format: "openapi", names: types.map(({ name }) => name), carriesEvents: types.length > 0, ...error };
    yield* types;
  },
};
