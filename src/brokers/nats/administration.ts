import type { ConsumerInfo, StreamInfo } from "nats";
import type { Configuration, Observed, Resource, Setting } from "../../model/delivery.ts";
import { ToolError } from "../../tool.ts";
import { flatConsumer, flatStream, inWordsOf, rawOf } from "./config.ts";
import type { Link } from "./connection.ts";
import { isMissing } from "./errors.ts";
import { advisoriesStream, covers, overlap } from "./names.ts";
import { advisoriesKeptMs } from "./topology.ts";

type Thing = { readonly is: "stream"; readonly it: StreamInfo } | { readonly is: "consumer"; readonly it: ConsumerInfo };

const nanosecondsPerMs = 1_000_000;
const markKey = "godmode-event";
/** Before metadata there was only the description. */
const markText = /^godmode-event: made by (\S+)$/;

/** Streams and consumers: looked at, made, changed, taken back. */
export function administer({ manager: { streams, consumers }, tried, asked, atLeast }: Link) {
  const found = <T>(doing: string, work: () => Promise<T>): Promise<T | undefined> =>
    asked(doing, () =>
      work().catch((error: unknown) => {
        if (isMissing(error)) return undefined;
        throw error;
      }),
    );

  /** The stream whose subjects cover this one; where there is none, the stream that is called so, as pull consumers name it. */
  async function streamOf(subject: string): Promise<StreamInfo | undefined> {
    return (
      (await coveringOf(subject)) ??
      (/^[\w-]+$/.test(subject) ? found(`looking at stream ${subject}`, () => streams.info(subject)) : undefined)
    );
  }

  async function coveringOf(subject: string): Promise<StreamInfo | undefined> {
    const names = await asked(`finding the stream of ${subject}`, () => streams.names(subject).next());
    for (const name of names) {
      const info = await found(`looking at stream ${name}`, () => streams.info(name));
      if (info?.config.subjects.some((each) => covers(each, subject))) return info;
    }
    return undefined;
  }

  /** One that has some of these subjects: the server lets nobody else have them. */
  async function inTheWay(subject: string): Promise<StreamInfo | undefined> {
    for await (const info of streams.list()) if (info.config.subjects.some((each) => overlap(each, subject))) return info;
    return undefined;
  }

  async function find({ kind, name, config }: Resource): Promise<Thing | undefined> {
    const { stream, consumer } = placeOf({ kind, name });
    if (consumer !== undefined) {
      const it = await found(`looking at consumer ${name}`, () => consumers.info(stream, consumer));
      return it && { is: "consumer", it };
    }
    const named = await found(`looking at stream ${name}`, () => streams.info(stream));
    const first = typeof config["subjects"] === "string" ? config["subjects"].split(", ")[0] : undefined;
    const it = named ?? (first === undefined ? undefined : ((await coveringOf(first)) ?? (await inTheWay(first))));
    return it && { is: "stream", it };
  }

  async function observe(resources: readonly Resource[]): Promise<Observed[]> {
    const all: Observed[] = [];
    for (const resource of resources) {
      const thing = await find(resource);
      if (thing === undefined) continue;
      const mark = markOf(thing);
      all.push({ id: resource.id, config: configOf(resource, thing), ...(mark !== undefined && { mark }) });
    }
    return all;
  }

  async function create(resource: Resource, mark: string): Promise<void> {
    const thing = await find(resource);
    if (thing) return refuseOther(resource, configOf(resource, thing));
    const { stream, consumer } = placeOf(resource);
    const raw = { ...rawOf(resource.config), ...(atLeast(2, 10) ? { metadata: { [markKey]: mark } } : { description: textOf(mark) }) };
    try {
      await tried(`creating ${resource.kind} ${resource.name}`, async () => {
        if (consumer === undefined)
          await streams.add({ name: stream, ...(stream === advisoriesStream && { max_age: advisoriesKeptMs * nanosecondsPerMs }), ...raw });
        else await consumers.add(stream, { durable_name: consumer, ...raw });
      });
    } catch (error) {
      // Somebody was quicker: then it is as if it had been there.
      const other = await find(resource);
      if (other === undefined) throw error;
      refuseOther(resource, configOf(resource, other));
    }
  }

  async function update(resource: Resource, config: Configuration): Promise<void> {
    const thing = await find(resource);
    if (thing === undefined) throw new ToolError("NOT_FOUND", `${resource.id} is not there.`, "Somebody removed it.");
    const now = configOf(resource, thing);
    const changed = Object.fromEntries(Object.entries(config).filter(([key, value]) => now[key] !== value));
    if (Object.keys(changed).length === 0) return;
    await tried(`changing ${resource.kind} ${resource.name}`, async () => {
      if (thing.is === "stream") await streams.update(thing.it.config.name, { ...thing.it.config, ...rawOf(changed) });
      else await consumers.update(thing.it.stream_name, thing.it.name, rawOf(changed));
    });
  }

  /** A stream goes only when it is empty and nobody reads it, a consumer when nothing waits for it. */
  async function remove(resource: Resource, mark: string, full = false): Promise<boolean> {
    const thing = await find(resource);
    if (thing === undefined || markOf(thing) !== mark) return false;
    const { it } = thing;
    if (thing.is === "consumer") {
      if (!full && thing.it.num_pending + thing.it.num_ack_pending > 0) return false;
      return tried(`removing consumer ${resource.name}`, () => consumers.delete(thing.it.stream_name, thing.it.name));
    }
    if (resource.name === advisoriesStream && full && (await isShared(mark))) return false;
    const { messages, consumer_count: readers } = thing.it.state;
    if (readers > 0 || (messages > 0 && !full)) return false;
    return tried(`removing stream ${resource.name}`, () => streams.delete((it as StreamInfo).config.name));
  }

  /** Others have taken it into use meanwhile: whoever is tried at the same time, or was configured. */
  async function isShared(mark: string): Promise<boolean> {
    for await (const { config } of streams.list()) {
      const other = config.name === advisoriesStream ? undefined : markIn(config);
      if (other !== undefined && other !== mark) return true;
    }
    return false;
  }

  async function describe(channel: string): Promise<Configuration | undefined> {
    const info = await streamOf(channel);
    return info && flatStream(info.config);
  }

  return { observe, create, update, remove, describe, streamOf };
}

function configOf({ config }: Resource, { is, it }: Thing): Configuration {
  return inWordsOf(config, is === "stream" ? flatStream(it.config) : flatConsumer(it.config));
}

function refuseOther({ id, config, atLeast }: Resource, found: Configuration): void {
  const fits = (key: string, want: Setting): boolean => {
    const have = found[key];
    return have === want || (atLeast.includes(key) && typeof have === "number" && typeof want === "number" && have >= want);
  };
  const other = Object.entries(config).find(([key, value]) => !fits(key, value));
  if (other) throw new ToolError("INVALID_INPUT", `${id} is there with another ${other[0]}.`, "Nothing was changed.");
}

const textOf = (mark: string): string => `godmode-event: made by ${mark}`;

const markOf = ({ it: { config } }: Thing): string | undefined => markIn(config);

function markIn({
  metadata,
  description,
}: Pick<StreamInfo["config"] | ConsumerInfo["config"], "metadata" | "description">): string | undefined {
  return metadata?.[markKey] ?? markText.exec(description ?? "")?.[1];
}

/** Stream and consumer of a resource. Neither name holds a slash. */
function placeOf({ kind, name }: Pick<Resource, "kind" | "name">): { stream: string; consumer?: string } {
  if (kind === "stream") return { stream: name };
  const [stream, consumer] = name.split("/") as [string, string];
  return { stream, consumer };
}
