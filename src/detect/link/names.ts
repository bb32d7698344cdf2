import type { BrokerKind } from "../fact.ts";

/** What two spellings of one channel share: the last part of an ARN or queue URL, without the case of nothing. */
export function channelKey(broker: BrokerKind, name: string): string {
  return `${broker} ${bareName(name)}`;
}

/**
 * `orders` for arn:aws:sqs:eu-west-1:123456789012:orders and for https://sqs.eu-west-1.amazonaws.com/123456789012/orders. What
 * stands in `${}` is one piece, whatever is in it.
 */
export function bareName(name: string): string {
  const pieces: string[] = [];
  const flat = name.replaceAll(/\$\{[^{}]*\}/g, (piece) => `\uE000${pieces.push(piece) - 1}\uE001`);
  return bareOf(flat).replaceAll(/\uE000(\d+)\uE001/g, (_, index: string) => pieces[Number(index)]!);
}

function bareOf(name: string): string {
  if (name.startsWith("arn:")) {
    const resource = name.split(":").slice(5).join(":");
    const table = /^table\/([^/]+)/.exec(resource);
    return table?.[1] ?? resource.replace(/^[\w-]+\//, "");
  }
  return /^(?:https?:\/\/[^/]+|\uE000\d+\uE001)\/[^/]*\/([^/?#]+)$/.exec(name)?.[1] ?? name;
}

/** The names in a channel field. */
export function namesOf(channel: string | readonly string[] | null): readonly string[] {
  return channel === null ? [] : typeof channel === "string" ? [channel] : channel;
}
