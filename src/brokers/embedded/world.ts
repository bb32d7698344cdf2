import * as z from "zod";
import type { Redelivery } from "../broker.ts";

/** One message in one group's queue. */
export interface Item {
  readonly id: number;
  readonly atMs: number;
  readonly key?: string;
  readonly headers: readonly (readonly [string, string])[];
  /** base64 */
  readonly body: string;
  count: number;
  /** Not before this time; 0: now. */
  readyMs: number;
  lease?: { readonly token: string; readonly untilMs?: number };
  /** rewind only: done, and comes again all the same when its partition is rewound before everything ahead of it is done. */
  acked?: true;
}

export interface Group {
  readonly name: string;
  config: GroupConfig;
  readonly mark?: string;
  /** In the order in which they are delivered. */
  readonly items: Map<number, Item>;
}

const GroupConfig = z.strictObject({
  redelivery: z.enum(["rewind", "requeue", "visibility", "ack-wait"]),
  /** visibility, ack-wait: how long a delivery may take. */
  leaseMs: z.number().int().min(1).optional(),
  /** What is waiting or in work holds back what comes after it under the same key. */
  ordering: z.enum(["none", "key"]).optional(),
  maxDeliveries: z.number().int().min(1).optional(),
  deadLetter: z.string().optional(),
});
export type GroupConfig = z.infer<typeof GroupConfig> & { redelivery: Redelivery };

const ChannelConfig = z.strictObject({
  /** What is stored here goes on to `returnsTo` / `returnsToGroup` after this time. */
  delayMs: z.number().int().min(1).optional(),
  returnsTo: z.string().optional(),
  returnsToGroup: z.string().optional(),
});
export type ChannelConfig = z.infer<typeof ChannelConfig>;

export interface Channel {
  readonly name: string;
  config: ChannelConfig;
  readonly mark?: string;
  next: number;
  /** The group "" is the channel itself: it holds what comes while nobody else reads. The first group takes that over. */
  readonly groups: Map<string, Group>;
}

export interface World {
  readonly channels: Map<string, Channel>;
}

const name = z.string().min(1).max(500);
const Stored = z.strictObject({
  id: z.number().int().min(0),
  atMs: z.number(),
  key: z.string().max(10_000).optional(),
  headers: z.array(z.tuple([z.string().max(500), z.string().max(10_000)])).max(100),
  body: z.base64(),
  count: z.number().int().min(0),
  readyMs: z.number(),
  lease: z.strictObject({ token: z.string().max(200), untilMs: z.number().optional() }).optional(),
  acked: z.literal(true).optional(),
});

/** What stands in the file. Lists, because a name of the repository may be any text. */
const File = z.strictObject({
  version: z.literal(1),
  channels: z
    .array(
      z.strictObject({
        name,
        config: ChannelConfig,
        mark: name.optional(),
        next: z.number().int().min(0),
        groups: z
          .array(
            z.strictObject({ name: z.string().max(500), config: GroupConfig, mark: name.optional(), items: z.array(Stored).max(50_000) }),
          )
          .max(200),
      }),
    )
    .max(2000),
});

export function emptyWorld(): World {
  return { channels: new Map() };
}

export function printWorld({ channels }: World): string {
  const lists = [...channels.values()].map((channel) => ({
    ...channel,
    groups: [...channel.groups.values()].map((group) => ({ ...group, items: [...group.items.values()] })),
  }));
  return `${JSON.stringify({ version: 1, channels: lists })}\n`;
}

/** The world that a text describes, or the place and kind of its first mistake. */
export function parseWorld(text: string): World | { readonly mistake: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { mistake: "it is no JSON" };
  }
  const { data, error } = File.safeParse(value);
  if (error) return { mistake: `${error.issues[0]!.path.join(".")}: ${error.issues[0]!.message}` };
  const channels = new Map<string, Channel>();
  for (const channel of data.channels) {
    const groups = new Map<string, Group>();
    for (const { items, ...group } of channel.groups)
      groups.set(group.name, { ...group, items: new Map(items.map((item) => [item.id, item as Item])) } as Group);
    channels.set(channel.name, { ...channel, groups } as Channel);
  }
  return { channels };
}
