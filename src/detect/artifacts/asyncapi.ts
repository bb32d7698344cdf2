import { at, type ConfigNode, entries, items, startOf, text } from "../../workspace/config.ts";
import type { ArtifactReader } from "../artifact-reader.ts";

/** AsyncAPI 2 and 3: https://www.asyncapi.com/docs/reference/specification/v3.0.0 */
export const asyncapi: ArtifactReader = {
  id: "asyncapi",
  name: /\.(ya?ml|json)$/,
  mark: /^[ \t]*["']?asyncapi["']?\s*:/m,
  *read({ file, documents }) {
    const parsed = documents();
    const root = parsed?.documents[0];
    if (root === undefined || text(at(root, "asyncapi")) === undefined) return;
    const messages = new Map<string, { line: number; alias: string | undefined }>();
    for (const [key, node] of messageNodes(root)) {
      const name = text(at(node, "name")) ?? key;
      if (!messages.has(name)) messages.set(name, { line: startOf(node), alias: name === key ? undefined : key });
    }
    const error = parsed?.problem === undefined ? {} : { error: parsed.problem };
    yield { fact: "schema", file, format: "asyncapi", names: [...messages.keys()], carriesEvents: true, ...error };
    for (const [name, { line, alias }] of messages) {
      yield { fact: "event-type", name, aliases: alias === undefined ? [] : [alias], file, line, schema: file };
    }
  },
};

/** Messages under components, and those written in place under channels and operations. References lead back to the former. */
function* messageNodes(root: ConfigNode): Generator<readonly [string, ConfigNode]> {
  yield* entries(at(root, "components", "messages"));
  for (const [channel, node] of entries(at(root, "channels"))) {
    for (const [key, message] of entries(at(node, "messages"))) if (at(message, "$ref") === undefined) yield [key, message];
    for (const operation of ["publish", "subscribe"]) {
      const message = at(node, operation, "message");
      for (const one of items(at(message, "oneOf") ?? message))
        if (at(one, "$ref") === undefined) yield [text(at(one, "messageId")) ?? channel, one];
    }
  }
}
