import { ToolError } from "../../tool.ts";
import { ownFolder } from "../../workspace/run-folder.ts";
import { readOwn, writeOwn } from "../../workspace/own-files.ts";
import type { Broker, Redelivery } from "../broker.ts";
import type { Clock } from "../clock.ts";
import { connectionLost } from "./group.ts";
import { type Hub, openHub, type Store } from "./hub.ts";
import { connect } from "./session.ts";
import { featuresOf, topologyOf } from "./topology.ts";
import { emptyWorld, parseWorld, printWorld, type World } from "./world.ts";

/** The broker that needs no server. It imitates how a kind of broker brings messages back; its state is a file of ours. */
export function embedded(redelivery: Redelivery): Broker {
  return {
    kind: "embedded",
    external: false,
    features: featuresOf(redelivery),
    topology: (wanted) => topologyOf(redelivery, wanted),
    open: async ({ root, connection, clock, looking }) => connect(openFile(root, connection, clock, looking), redelivery, true),
    shadow: async ({ clock }) => connect(openMemory(clock), redelivery, true),
    apart: (wanted) => wanted,
  };
}

/** Which behaviour stands for which broker. */
export function imitationOf(kind: string): Redelivery {
  if (kind === "kafka" || kind === "kinesis" || kind === "dynamodb-streams") return "rewind";
  if (kind === "sqs" || kind === "sns" || kind === "eventbridge") return "visibility";
  return kind === "nats" || kind === "pubsub" || kind === "servicebus" || kind === "redis-streams" ? "ack-wait" : "requeue";
}

const memoryLimit = 64 * 1024 * 1024;
/** A whole file of at most 2 MB, with room for what is not messages. */
const fileLimit = 1_500_000;

export function openMemory(clock: Clock, world = emptyWorld()): Hub {
  return openHub(world, { limit: memoryLimit, name: "The embedded broker", save: () => undefined }, clock);
}

export function openFile(root: string, connection: string, clock: Clock, looking = false): Hub {
  const path = `embedded/${/^[\w-]{1,100}$/.test(connection) ? connection : Buffer.from(connection).toString("hex").slice(0, 100)}.json`;
  const file = `${ownFolder}/${path}`;
  let last: string | undefined;
  const store: Store = {
    limit: fileLimit,
    name: file,
    save(world) {
      if (looking) return;
      const text = printWorld(world);
      if (text !== last) writeOwn(root, path, text);
      last = text;
    },
  };
  const text = readOwn(root, path);
  if (text === undefined) {
    last = printWorld(emptyWorld());
    return openHub(emptyWorld(), store, clock);
  }
  const world = parseWorld(text);
  if ("mistake" in world)
    throw new ToolError(
      "PARSE_FAILED",
      `${file} is no state of the embedded broker: ${world.mistake}.`,
      "Only this tool writes that file.",
      "Remove the file to begin with an empty broker, then call again.",
    );
  last = printWorld(world);
  endOldConnections(world, clock.now());
  return openHub(world, store, clock);
}

/** A connection ends where its process does, so none is left. */
function endOldConnections({ channels }: World, nowMs: number): void {
  for (const { groups } of channels.values()) {
    for (const [name, group] of groups) {
      if (name === "") for (const item of group.items.values()) delete item.lease;
      connectionLost(group, () => true, nowMs);
    }
  }
}
