import { at, type ConfigNode, items, number, startOf, text } from "../../workspace/config.ts";
import type { Fact } from "../fact.ts";
import type { InfrastructureFormat } from "../infrastructure-format.ts";

/** Exported definitions: https://www.rabbitmq.com/docs/definitions */
export const rabbitmqDefinitions: InfrastructureFormat = {
  id: "rabbitmq-definitions",
  name: /\.json$/,
  mark: /"(rabbit_version|rabbitmq_version|vhosts)"|"queues"\s*:\s*\[/,
  *read(files, { config }) {
    for (const file of files) {
      const root = config.documents(file)?.documents[0];
      if (at(root, "queues") !== undefined && (at(root, "exchanges") ?? at(root, "vhosts") ?? at(root, "bindings")) !== undefined)
        yield* definitions(file, root!);
    }
  },
};

function* definitions(file: string, root: ConfigNode): Generator<Fact> {
  for (const exchange of items(at(root, "exchanges"))) {
    const name = text(at(exchange, "name"));
    if (name) yield { fact: "channel", file, line: lineOf(exchange), broker: "rabbitmq", kind: "exchange", name };
  }
  for (const queue of items(at(root, "queues"))) {
    const name = text(at(queue, "name"));
    if (!name) continue;
    const policy = items(at(root, "policies")).find((candidate) => applies(candidate, name));
    const exchange = at(queue, "arguments", "x-dead-letter-exchange") ?? at(policy, "definition", "dead-letter-exchange");
    const key = at(queue, "arguments", "x-dead-letter-routing-key") ?? at(policy, "definition", "dead-letter-routing-key");
    const count = number(at(queue, "arguments", "x-delivery-limit") ?? at(policy, "definition", "delivery-limit"));
    const limit = count === undefined ? {} : { maxReceive: count };
    const deadLetter = exchange === undefined ? undefined : deadLetterQueue(root, text(exchange) ?? "", text(key) ?? name);
    const bound = bindingsTo(root, name);
    const subscribed = bound.length === 0 ? {} : { subscribedTo: bound };
    yield {
      fact: "channel",
      file,
      line: lineOf(queue),
      broker: "rabbitmq",
      kind: "queue",
      name,
      ...(deadLetter === undefined ? {} : { deadLetter }),
      ...limit,
      ...subscribed,
    };
    if (exchange !== undefined)
      yield { fact: "dead-letter", file, line: startOf(exchange), kind: "rabbit-dlx", channel: deadLetter ?? null, source: name, ...limit };
  }
}

/** A policy of plain text or of an anchored prefix; other patterns are left alone. */
function applies(policy: ConfigNode, queue: string): boolean {
  const pattern = text(at(policy, "pattern")) ?? "";
  if (text(at(policy, "apply-to")) === "exchanges" || at(policy, "definition", "dead-letter-exchange") === undefined) return false;
  const plain = pattern
    .replace(/^\^/, "")
    .replace(/(\.\*)?\$?$/, "")
    .replaceAll("\\.", ".");
  if (/[[\](){}|+?*\\^$]/.test(plain)) return false;
  return pattern.startsWith("^")
    ? pattern.endsWith("$") && !pattern.endsWith(".*$")
      ? queue === plain
      : queue.startsWith(plain)
    : queue.includes(plain);
}

/** The queue bound to the dead-letter exchange under this key, else the exchange itself. */
function deadLetterQueue(root: ConfigNode, exchange: string, key: string): string {
  if (exchange === "") return key;
  const bindings = items(at(root, "bindings")).filter(
    (binding) => text(at(binding, "source")) === exchange && text(at(binding, "destination_type")) === "queue",
  );
  const exact = bindings.find((binding) => text(at(binding, "routing_key")) === key) ?? (bindings.length === 1 ? bindings[0] : undefined);
  return text(at(exact, "destination")) ?? exchange;
}

function bindingsTo(root: ConfigNode, queue: string): string[] {
  return items(at(root, "bindings")).flatMap((binding) => {
    const source = text(at(binding, "source"));
    return text(at(binding, "destination")) === queue && source ? [source] : [];
  });
}

function lineOf(node: ConfigNode): number {
  const name = at(node, "name");
  return name === undefined ? node.line : startOf(name);
}
