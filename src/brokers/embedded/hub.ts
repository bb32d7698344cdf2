import { ToolError } from "../../tool.ts";
import type { Message } from "../broker.ts";
import type { Clock } from "../clock.ts";
import { lapse, nextChange } from "./group.ts";
import type { Channel, Group, Item, World } from "./world.ts";

/** Where the world is kept. */
export interface Store {
  /** Bytes of messages that fit. */
  readonly limit: number;
  /** What a full store is called in its error. */
  readonly name: string;
  save(world: World): void;
}

/** The one state behind all sessions of an embedded broker. Deliveries see only what was saved. */
export interface Hub {
  readonly world: World;
  readonly clock: Clock;
  /** NOT_FOUND where there is none. */
  channel(name: string): Channel;
  group(channel: string, group: string): Group;
  /** Stores a message for every group of a channel, or for one; a rung passes it on in time. */
  put(channel: Channel, message: Message, only?: Group): void;
  /** Something about a group changed: after the next save its readers go on. */
  touch(channel: Channel, group: Group): void;
  /** Resolves when everything up to now is saved; rejects where the disk refuses, and the next save takes it along. */
  saved(): Promise<void>;
  /** The same where nobody waits for it. */
  save(): void;
  /** Called whenever something may have become deliverable in a group. Returns what ends it. */
  watch(group: Group, pump: () => void): () => void;
  /** Stops all timers. */
  stop(): void;
}

export function openHub(world: World, store: Store, clock: Clock): Hub {
  const pumps = new Map<Group, Set<() => void>>();
  const touched = new Map<Group, Channel>();
  const timers = new Map<Group, { at: number; cancel: () => void }>();
  let saving: Promise<void> | undefined;
  let size = sizeOf(world);
  let stopped = false;

  const channel = (name: string): Channel => {
    const found = world.channels.get(name);
    if (found) return found;
    throw new ToolError(
      "NOT_FOUND",
      `The embedded broker has no channel ${name}.`,
      "Nothing was stored.",
      "Let configure-dlq make the consumer's channels.",
    );
  };

  function put(into: Channel, message: Message, only?: Group): void {
    const groups = only ? [only] : [...into.groups.values()];
    const stored = encode(message);
    const bytes = (stored.body.length + JSON.stringify(stored.headers).length + (stored.key?.length ?? 0) + 100) * groups.length;
    if (size + bytes > store.limit) size = sizeOf(world);
    if (size + bytes > store.limit)
      throw new ToolError(
        "WRITE_DISABLED",
        `${store.name} is full: ${store.limit} bytes of messages.`,
        "It drops nothing, so it takes nothing more.",
        "Give its dead letters back with redrive-dlq, or remove the file.",
      );
    size += bytes;
    const now = clock.now();
    for (const group of groups) {
      const id = into.next++;
      group.items.set(id, { ...stored, id, atMs: now, count: 0, readyMs: into.config.delayMs ? now + into.config.delayMs : 0 });
      touched.set(group, into);
    }
  }

  /** Lapses leases, passes on what waited long enough in a rung, wakes the group's readers, and sets the next timer. */
  function tend(of: Channel, group: Group): void {
    lapse(group, clock.now());
    const target = of.config.returnsTo === undefined ? undefined : world.channels.get(of.config.returnsTo);
    const receiver = target?.groups.get(of.config.returnsToGroup ?? "");
    if (target && receiver) {
      for (const item of [...group.items.values()].filter(({ readyMs }) => readyMs <= clock.now())) {
        group.items.delete(item.id);
        put(target, decode(item), receiver);
        save();
      }
    }
    for (const pump of pumps.get(group) ?? []) pump();
    plan(of, group);
  }

  function plan(of: Channel, group: Group): void {
    const at = nextChange(group, clock.now());
    const known = timers.get(group);
    if (at === known?.at) return;
    known?.cancel();
    timers.delete(group);
    if (at === undefined || stopped) return;
    const cancel = clock.at(at, () => {
      timers.delete(group);
      tend(of, group);
    });
    timers.set(group, { at, cancel });
  }

  /** One save for all that was asked for in the same turn. */
  const saved = (): Promise<void> =>
    (saving ??= clock.during(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      saving = undefined;
      store.save(world);
      const changed = [...touched];
      touched.clear();
      for (const [group, of] of changed) if (!stopped) tend(of, group);
    }));

  function save(): void {
    saved().catch(() => undefined);
  }

  // What was due while nobody ran goes on now.
  for (const of of world.channels.values()) for (const group of of.groups.values()) touched.set(group, of);

  return {
    world,
    clock,
    channel,
    group: (name, group) => channel(name).groups.get(group) ?? missingGroup(name, group),
    put,
    touch: (of, group) => void touched.set(group, of),
    saved,
    save,
    watch(group, pump) {
      const all = pumps.get(group) ?? new Set();
      pumps.set(group, all.add(pump));
      return () => void all.delete(pump);
    },
    stop() {
      stopped = true;
      for (const { cancel } of timers.values()) cancel();
    },
  };
}

function missingGroup(channel: string, group: string): never {
  throw new ToolError("NOT_FOUND", `Channel ${channel} of the embedded broker has no consumer ${group}.`, "Nobody declared it.");
}

export function encode({ key, headers, body }: Message): Pick<Item, "key" | "headers" | "body"> {
  return { ...(key !== undefined && { key }), headers: Object.entries(headers), body: Buffer.from(body).toString("base64") };
}

export function decode({ key, headers, body }: Pick<Item, "key" | "headers" | "body">): Message {
  return { ...(key !== undefined && { key }), headers: Object.fromEntries(headers), body: Buffer.from(body, "base64") };
}

function sizeOf({ channels }: World): number {
  let size = 0;
  for (const { groups } of channels.values())
    for (const { items } of groups.values())
      for (const item of items.values()) size += item.body.length + JSON.stringify(item.headers).length + (item.key?.length ?? 0) + 100;
  return size;
}
