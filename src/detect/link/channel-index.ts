import type { BrokerKind, FactOf } from "../fact.ts";
import { groupBy } from "./group.ts";
import { channelKey } from "./names.ts";

export type DeclaredChannel = FactOf<"channel">;

export interface ChannelIndex {
  /** Every declaration of that name. */
  all: (broker: BrokerKind, name: string) => readonly DeclaredChannel[];
  /**
   * Declarations of a channel as code or configuration in `file` names it. Several stacks may declare the same name: those of
   * the same file win, then those that share the longest path with it.
   */
  nearest: (broker: BrokerKind, name: string, file: string) => readonly DeclaredChannel[];
  /** Queues that an exchange or topic of that name feeds. */
  boundTo: (broker: BrokerKind, name: string) => readonly DeclaredChannel[];
}

export function indexChannels(channels: readonly DeclaredChannel[]): ChannelIndex {
  const named = channels.flatMap((channel) =>
    [...new Set([channel.name, channel.logicalId])].flatMap((name) =>
      name === undefined ? [] : [{ key: channelKey(channel.broker, name), channel }],
    ),
  );
  const byKey = groupBy(named, ({ key }) => key);
  const all: ChannelIndex["all"] = (broker, name) => [
    ...new Set((byKey.get(channelKey(broker, name)) ?? []).map(({ channel }) => channel)),
  ];
  return {
    all,
    boundTo: (broker, name) => channels.filter((channel) => channel.broker === broker && channel.subscribedTo?.includes(name) === true),
    nearest(broker, name, file) {
      const known = all(broker, name);
      const shared = known.map((channel) => sharedParts(channel.file, file));
      const most = shared.reduce((best, each) => Math.max(best, each), Number.NEGATIVE_INFINITY);
      return known.filter((_, index) => shared[index] === most);
    },
  };
}

function sharedParts(a: string, b: string): number {
  const [left, right] = [a.split("/"), b.split("/")];
  const different = left.findIndex((part, index) => part !== right[index]);
  return different < 0 ? Number.POSITIVE_INFINITY : different;
}
