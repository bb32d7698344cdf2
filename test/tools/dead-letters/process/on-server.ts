import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { call } from "../../../../src/index.ts";
import type { TopologyProof } from "../../../../src/model/delivery.ts";
import { hasPostgres } from "../../../servers/postgres.ts";
import { hasServer, type Kind, privateServer } from "../../../servers/servers.ts";
import { newFolder, put } from "../../../workspace/hostile-repository.ts";

/** A broker as a repository's settings name it, and how its consumers are written in these tests. */
export interface OnServer {
  readonly kind: "kafka" | "rabbitmq" | "sqs" | "nats";
  readonly server: Kind;
  readonly client: "kafkajs" | "amqplib" | "@aws-sdk/client-sqs" | "nats";
}

export const onServers: readonly OnServer[] = [
  { kind: "kafka", server: "kafka", client: "kafkajs" },
  { kind: "rabbitmq", server: "rabbitmq", client: "amqplib" },
  { kind: "sqs", server: "fauxqs", client: "@aws-sdk/client-sqs" },
  { kind: "nats", server: "nats", client: "nats" },
];

export const canServe = async ({ server }: OnServer): Promise<boolean> => hasPostgres() && (await hasServer(server));

/** A repository with these files, whose packages are those of this project. */
export function repository({ client }: OnServer, files: Readonly<Record<string, string>>): string {
  const root = newFolder();
  symlinkSync(join(process.cwd(), "node_modules"), join(root, "node_modules"));
  const manifest = JSON.stringify({ type: "module", dependencies: { [client]: "1", pg: "8" } });
  put(root, { "package.json": manifest, ".gitignore": "node_modules\n", ...files });
  return root;
}

/** What the settings say of one consumer, beside where it is run. */
export type HowItRuns = { readonly command: readonly string[] } & Readonly<Record<string, unknown>>;

/**
 * configure-dlq as somebody calls it: on a server of the test's own, and the consumer's process on another one. `more`: other settings.
 */
export async function configured(on: OnServer, root: string, consumer: string, how: HowItRuns, more: object = {}) {
  const [served, scratch] = await Promise.all([privateServer(on.server), privateServer(on.server)]);
  const prefix = `${on.kind.toUpperCase()}_${Math.random().toString(36).slice(2, 8).toUpperCase()}`;
  try {
    const connections = {
      served: connection(on, `${prefix}_SERVED`, served.started.address),
      scratch: connection(on, `${prefix}_SCRATCH`, scratch.started.address),
      ...(more as { connections?: object }).connections,
    };
    // RabbitMQ: each run has a virtual host of its own, made from what was configured.
    const own = { transport: on.kind, connection: "served", broker: on.kind === "rabbitmq" ? "served" : "scratch", ...how };
    put(root, { ".godmode/event.json": JSON.stringify({ ...more, connections, consumers: { [consumer]: own } }) });
    process.env["GODMODE_EVENT_ALLOW_BROKER_WRITE"] = "1";
    return await call("configure-dlq", { consumer }, { root });
  } finally {
    await Promise.all([served.end(), scratch.end()]);
  }
}

/** What does not hold of the ladder itself. A machine with much to do delivers late. */
export const failing = ({ checks }: TopologyProof) => checks.filter(({ holds, what }) => !holds && !/^(gaps|neighbours) /.test(what));

/** Its values are in the environment. */
function connection({ kind }: OnServer, prefix: string, address: Readonly<Record<string, string>>): object {
  const values: Record<string, string> = { user: "test", password: "test", ...address };
  for (const [key, value] of Object.entries(values)) process.env[`${prefix}_${key.toUpperCase()}`] = value;
  const of = (key: string) => `\${${prefix}_${key}}`;
  const who = { user: of("USER"), password: of("PASSWORD") };
  return {
    kind,
    url: of("URL"),
    ...(kind === "rabbitmq" && { management: of("MANAGEMENT"), ...who }),
    ...(kind === "sqs" && { region: "us-east-1", ...who }),
  };
}
