import type { Settings } from "../../model/settings.ts";
import type { SystemMap } from "../../model/system.ts";
import { type ToolContext, ToolError } from "../../tool.ts";
import type { Material } from "../../verify/material.ts";
import type { Subject } from "../../verify/subject.ts";
import { processSubject } from "../../verify/subjects/process/subject.ts";
import { lineWire } from "../../verify/subjects/process/wire/line.ts";
import type { Place } from "../../verify/subjects/process/wire/place.ts";
import type { Wire } from "../../verify/subjects/process/wire/wire.ts";
import { openWorkspace, readNamed } from "../../workspace/files.ts";
import { expandGlobs } from "../../workspace/globs.ts";
import { spokenKind } from "../../brokers/spoken.ts";
import { connectionNamed } from "../connections/connection.ts";
import { permission, whyNotWrite } from "../connections/permission.ts";
import { consumerEnvironment, scratchDatabase } from "./environment.ts";
import type { ConsumerRequest } from "./open-consumer.ts";
import { placeOf, ports } from "./place-of.ts";
import type { Target } from "./target.ts";

interface Opening {
  readonly target: Target;
  readonly command: readonly string[];
  readonly material: Material;
  readonly map: SystemMap;
  readonly settings: Settings;
}

/** A consumer that is a process of its own, on the broker that it speaks to. */
export async function openCommand(context: ToolContext, request: ConsumerRequest, opening: Opening): Promise<Subject> {
  const { root, env, signal } = context;
  const { target, command, material, settings } = opening;
  const { how } = target;
  const wire = await wireOf(opening, env, request.around && { waits: true });
  const database = scratchDatabase(how.database, settings, env);
  return processSubject(
    {
      root,
      command,
      env: consumerEnvironment(how.env),
      events: material.events,
      ids: material.ids,
      keys: material.keys,
      allowHosts: [...(request.allowHosts ?? []), ...(settings.allowHosts ?? [])],
      setup: expandGlobs(root, how.setup ?? []).map((path) => readNamed(root, path)),
      ...(database && { database }),
    },
    {
      wire: request.around?.wire(wire) ?? wire,
      signal,
      env,
      files: await filesOf(root, target),
      ...(request.around && { patience: { workMs: request.around.workMs }, lanes: 1 }),
    },
  );
}

/** All files of the service: which of them a process reads cannot be told from outside. */
async function filesOf(root: string, { file, detected }: Target): Promise<string[]> {
  const { paths } = await openWorkspace(root);
  const service = detected?.service ?? "";
  const inService = service === "" || service === "." ? paths : paths.filter((path) => path.startsWith(`${service}/`) || path === file);
  return inService.filter((path) => !path.startsWith(".godmode/"));
}

async function wireOf({ target, map, settings }: Opening, env: ToolContext["env"], more: Pick<Place, "waits"> = {}): Promise<Wire> {
  const { how, detected } = target;
  const kind = how.transport ?? (detected === undefined ? undefined : spokenKind(detected.broker));
  if (kind === "line") return lineWire;
  if (kind === undefined || !(kind in ports))
    throw new ToolError(
      "INVALID_INPUT",
      `It is not known what the process of ${target.id} speaks.`,
      kind === undefined ? "detect sees no consumer in what the command names." : `No ${kind} can be played here.`,
      "Name the transport beside the command: line, kafka, rabbitmq, sqs or nats.",
    );
  const named = how.broker === undefined ? undefined : connectionNamed(settings, how.broker);
  if (named === undefined || spokenKind(named.connection.kind) !== kind) throw noBroker(target, kind);
  const why = whyNotWrite([{ broker: { kind, external: true }, at: named }], settings, env);
  if (why !== undefined)
    throw new ToolError(
      "WRITE_DISABLED",
      why,
      "A run makes channels on that server and deletes them.",
      `Set ${permission}=1 and call again.`,
    );
  return realWire(kind, { ...placeOf(kind, named, target, map, env), ...more });
}

async function realWire(kind: string, place: Place): Promise<Wire> {
  if (kind === "nats") return (await import("../../verify/subjects/process/wire/nats/nats-wire.ts")).natsWire(place);
  if (kind === "rabbitmq") return (await import("../../verify/subjects/process/wire/amqp/rabbit-wire.ts")).rabbitWire(place);
  if (kind === "kafka") return (await import("../../verify/subjects/process/wire/kafka/kafka-wire.ts")).kafkaWire(place);
  return (await import("../../verify/subjects/process/wire/sqs/sqs-wire.ts")).sqsWire(place);
}

function noBroker({ id, how }: Target, kind: string): ToolError {
  const starts: Readonly<Record<string, string>> = {
    kafka: "docker run -p 9092:9092 apache/kafka",
    rabbitmq: "docker run -p 5672:5672 -p 15672:15672 rabbitmq:management",
    nats: "docker run -p 4222:4222 nats -js",
    sqs: "npx fauxqs",
  };
  return new ToolError(
    "UNSUPPORTED",
    `There is no ${kind} server on which the process of ${id} may be run.`,
    how.broker === undefined ? "It names no connection as broker." : `The settings have no connection ${how.broker} of that kind.`,
    `Start one (${starts[kind]}), add it to connections in .godmode/event.json, and name it as broker beside the command.`,
  );
}
