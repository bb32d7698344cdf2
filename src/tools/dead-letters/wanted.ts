import type { Broker, Wanted } from "../../brokers/broker.ts";
import { embedded, imitationOf } from "../../brokers/embedded/broker.ts";
import { brokerOf } from "../../brokers/spoken.ts";
import { failureChannels } from "../../loop/dead-letters.ts";
import { channelsOf, judgedConsumers } from "../../loop/events.ts";
import { defaultRetry } from "../../model/delivery.ts";
import type { Settings } from "../../model/settings.ts";
import type { Consumer, SystemMap } from "../../model/system.ts";
import type { ToolContext } from "../../tool.ts";
import { loadSettings } from "../../workspace/settings.ts";
import { findTarget } from "../verify/target.ts";
import { channelName } from "../connections/channel-name.ts";
import { connectionFor, type Named } from "../connections/connection.ts";

/** One consumer: what it shall have, and where. */
export interface Place {
  readonly wanted: Wanted;
  readonly broker: Broker;
  /** The connection of the settings that leads to it; undefined: the embedded broker. */
  readonly at: Named | undefined;
  /** The embedded broker with the behaviour of this consumer's: what its handler is tried on. */
  readonly imitation: Broker;
  /** The kind of broker that the code speaks to. */
  readonly imitates: string;
  /** It reads the rungs of another one's ladder: nothing is made for it. */
  readonly onRung: boolean;
  readonly detected?: Consumer;
}

/** A consumer for which nothing can be planned, and the edit that would change that. */
export interface Unplanned {
  readonly consumer: string;
  readonly why: string;
}

export interface Placing {
  readonly places: readonly Place[];
  readonly unplanned: readonly Unplanned[];
  readonly map: SystemMap;
  readonly settings: Settings;
}

/** All consumers of the repository that need a dead letter, or the one that is named. Reads only the repository. */
export async function placeConsumers(context: ToolContext, only?: string, environment?: string): Promise<Placing> {
  const { detectSystem } = await import("../../detect/detect.ts");
  const settings = loadSettings(context.root);
  const map = await detectSystem(context.root, { ...context, settings });
  const known = knownConsumers(map, settings);
  const wanted = only === undefined ? [...known] : [oneOf(known, only) ?? named(context.root, only, map, settings)];
  const found = [];
  for (const [id, detected] of wanted) found.push(await place(id, detected, map, settings, environment));
  return {
    places: found.flatMap((each) => ("wanted" in each ? each : [])),
    unplanned: found.flatMap((each) => ("why" in each ? each : [])),
    map,
    settings,
  };
}

/** Those that detect judges, and those that only the settings know. */
function knownConsumers(map: SystemMap, settings: Settings): Map<string, Consumer | undefined> {
  const seen = new Set(map.consumers.map(({ id }) => id));
  const declared = Object.keys(settings.consumers ?? {}).filter((id) => !seen.has(id));
  return new Map([
    ...judgedConsumers(map).map((consumer) => [consumer.id, consumer] as const),
    ...declared.map((id) => [id, undefined] as const),
  ]);
}

async function place(
  id: string,
  detected: Consumer | undefined,
  map: SystemMap,
  settings: Settings,
  environment: string | undefined,
): Promise<Place | Unplanned> {
  const own = settings.consumers?.[id];
  const channels = detected === undefined ? [channelOf(id)] : channelsOf(detected);
  const channel = channels[0];
  if (channel === undefined) {
    const { file = "", line = 0, expression = "…" } = detected ?? {};
    const answer = `{"file": ${JSON.stringify(file)}, "expression": ${JSON.stringify(expression)}, "channel": "NAME"}`;
    return { consumer: id, why: `Its channel cannot be told (${file}:${line}). Add ${answer} to "channels" of .godmode/event.json.` };
  }
  const imitates = detected?.broker ?? settings.connections?.[own?.connection ?? ""]?.kind ?? "rabbitmq";
  const imitation = embedded(imitationOf(imitates));
  const at = connectionFor(settings, imitates, own?.connection, environment);
  const real = at === undefined ? undefined : await brokerOf(at.connection.kind);
  const prefix = settings.environments?.[at?.connection.environment ?? ""]?.prefix ?? "";
  const here = real === undefined ? { channel: `${prefix}${channel}` } : onServer(real, id, { channel, prefix, imitates, detected, own });
  if ("why" in here) return here;
  const onRung = channels.every(failureChannels(map).isRetry);
  const deadLetter = own?.deadLetter ?? declaredFor(channels, onRung ? detected : undefined, map);
  const wanted: Wanted = {
    consumer: id,
    ...here,
    group: (own?.group ?? detected?.group ?? groupOf(id, detected)).replaceAll("/", "-"),
    retry: { ...defaultRetry, ordering: own?.ordering ?? "none", ...(onRung && { rungsMs: [] }) },
    ...(deadLetter !== undefined && deadLetter !== channel && { deadLetter: `${prefix}${deadLetter}` }),
  };
  const where = { broker: real ?? imitation, at: real && at };
  return { wanted, ...where, imitation, imitates, onRung, ...(detected && { detected }) };
}

/** The dead letter that stands in code or configuration; of a consumer of rungs that of its service. */
function declaredFor(channels: readonly string[], onRung: Consumer | undefined, { dlq }: SystemMap): string | undefined {
  const own = dlq.find(({ source, channel }) => channel !== null && source !== undefined && channels.includes(source));
  const near = dlq.find(
    ({ file, channel }) => channel !== null && onRung !== undefined && (onRung.service === "." || file.startsWith(`${onRung.service}/`)),
  );
  return (own ?? near)?.channel ?? undefined;
}

/** Consumers with a ladder of their own, and those of which it is only said why they have none. */
export function withLadder(placing: Placing): Placing {
  const why = "It reads the rungs of a ladder: what fails there ends in the dead letter of the consumer that the ladder serves.";
  const [onRungs, places] = [placing.places.filter(({ onRung }) => onRung), placing.places.filter(({ onRung }) => !onRung)];
  return { ...placing, places, unplanned: [...placing.unplanned, ...onRungs.map(({ wanted: { consumer } }) => ({ consumer, why }))] };
}

interface Seen {
  readonly channel: string;
  readonly prefix: string;
  readonly imitates: string;
  readonly detected: Consumer | undefined;
  readonly own: NonNullable<Settings["consumers"]>[string] | undefined;
}

/** On a server a name must be one: what the code takes from its environment is what the settings give it there. */
function onServer(
  broker: Broker,
  id: string,
  { channel, prefix, imitates, detected, own }: Seen,
): Pick<Wanted, "channel" | "lambda"> | Unplanned {
  const at = detected === undefined ? id : `${detected.file}:${detected.line}`;
  const name = channelName(channel, own?.env);
  if (name === undefined) {
    const how = 'set it under "env" of this consumer in .godmode/event.json';
    return { consumer: id, why: `Its channel ${channel} comes from the environment (${at}): ${how}.` };
  }
  const called = detected?.handler?.includes("#") === true;
  const here = broker.wantedOf?.({ kind: imitates, channel: `${prefix}${name}`, called }) ?? { channel: `${prefix}${name}` };
  return "why" in here ? { consumer: id, why: `${here.why} (${at}).` } : here;
}

/** Without a group of its own a consumer goes by its service, or by its file at the root. */
function groupOf(id: string, detected: Consumer | undefined): string {
  const service = detected?.service ?? ".";
  const name = service === "." ? channelOf(id) : service.split("/").at(-1)!;
  return name.replace(/[-_.]service$/i, "");
}

/** `src/on-order.ts#handle` handles what nothing names: it goes by its file. */
function channelOf(id: string): string {
  const [path = "", fragment = ""] = id.split("#");
  const file = path.split("/").at(-1)!;
  // What an infrastructure file declares goes by its name there.
  if (/\.(ya?ml|json|tf|toml)$/.test(file) && fragment !== "") return fragment.split("@")[0]!;
  return file.replace(/\.[cm]?[jt]sx?$/, "") || "events";
}

function oneOf(known: ReturnType<typeof knownConsumers>, id: string): [string, Consumer | undefined] | undefined {
  return known.has(id) ? [id, known.get(id)] : undefined;
}

/** A handler that detect does not see, by file and export. Throws NOT_FOUND with the nearest id. */
function named(root: string, id: string, map: SystemMap, settings: Settings): [string, Consumer | undefined] {
  const target = findTarget(root, id, map, settings);
  return [target.id, target.detected];
}
