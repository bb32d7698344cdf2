import { type Place, TakenError } from "../place.ts";
import { JetStreamError, type NatsClient } from "./client.ts";

/** What the plays on one server know and made. */
export interface Known {
  /** Streams that were made here. */
  readonly made: Set<string>;
  /** What a process looked for in vain: `STREAM`, `STREAM.CONSUMER`, or a subject of a stream. */
  readonly missed: Set<string>;
  /** Of these, what is made before a process starts: it died of it. */
  readonly wanted: Set<string>;
  /** The subject that a consumer asked of a stream, by stream. */
  readonly filters: Map<string, string>;
  /** `STREAM.CONSUMER` of those that acknowledge with a message all before it. */
  readonly together: Set<string>;
}

export interface Info {
  readonly num_pending: number;
  readonly num_ack_pending: number;
  readonly config: { readonly filter_subject?: string; readonly ack_policy?: string };
}

export async function streamExists(client: NatsClient, known: Known, place: Place, name: string): Promise<boolean> {
  if (!(await there(() => client.api(`STREAM.INFO.${name}`)))) return false;
  if (!place.private && !known.made.has(name)) throw new TakenError("stream", name);
  return true;
}

export async function makeStream(client: NatsClient, known: Known, place: Place, name: string): Promise<void> {
  if (await streamExists(client, known, place, name)) return;
  const hint = place.channel === name ? undefined : place.channel;
  const own = `${name.toLowerCase()}.>`;
  const wanted = known.filters.get(name) ?? hint ?? own;
  // Another stream may have the subject of the code already.
  await create(client, known, name, wanted).catch(() => create(client, known, name, own));
}

async function create(client: NatsClient, known: Known, name: string, subject: string): Promise<void> {
  await client.api(`STREAM.CREATE.${name}`, { name, subjects: [subject], storage: "memory", retention: "limits", num_replicas: 1 });
  known.made.add(name);
}

export async function streamOf(client: NatsClient, subject: string): Promise<string | undefined> {
  const { streams } = await client.api<{ streams?: string[] | null }>("STREAM.NAMES", { subject });
  return streams?.[0];
}

/** The stream that takes a subject; rejects where it is one of others. */
export async function ownStream(client: NatsClient, known: Known, place: Place, subject: string): Promise<string | undefined> {
  const name = await streamOf(client, subject);
  if (name !== undefined && !place.private && !known.made.has(name)) throw new TakenError("stream", name);
  return name;
}

/** Takes what is sent to a subject that nobody keeps, and to those beside it: the consumer waits for its confirmation. */
export async function keepSubject(client: NatsClient, known: Known, place: Place, subject: string): Promise<void> {
  if ((await ownStream(client, known, place, subject)) !== undefined) return;
  const name = `KEPT_${known.made.size}_${subject
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, "_")
    .slice(0, 60)}`;
  const tokens = subject.split(".");
  const beside = tokens.length > 2 ? `${tokens.slice(0, -1).join(".")}.>` : subject;
  await create(client, known, name, beside).catch(() => create(client, known, name, subject));
}

/** Before a subject among the names of what was missed. */
export const bySubject = "subject ";

/** What a process died for want of. */
export async function makeWanted(client: NatsClient, known: Known, place: Place): Promise<void> {
  for (const name of known.wanted) {
    if (name.startsWith(bySubject)) {
      await keepSubject(client, known, place, name.slice(bySubject.length));
      continue;
    }
    const [stream, consumer] = name.split(".");
    await makeStream(client, known, place, stream!);
    if (consumer === undefined || (await consumerExists(client, name))) continue;
    const config = { durable_name: consumer, ack_policy: "explicit", deliver_policy: "all", replay_policy: "instant" };
    await client.api(`CONSUMER.DURABLE.CREATE.${name}`, { stream_name: stream, config });
  }
}

export const consumerExists = (client: NatsClient, name: string): Promise<boolean> => there(() => client.api(`CONSUMER.INFO.${name}`));

async function there(ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask();
    return true;
  } catch (error) {
    if (error instanceof JetStreamError && error.code === 404) return false;
    throw error;
  }
}

/** Everything away: of a server of our own all of it, else what was made here. */
export async function clear(client: NatsClient, place: Place, { made }: Known): Promise<void> {
  const all = place.private ? ((await client.api<{ streams?: string[] | null }>("STREAM.NAMES")).streams ?? []) : [...made];
  for (const name of all) await client.api(`STREAM.DELETE.${name}`).catch(() => undefined);
  made.clear();
}
