import type { BrokerKind } from "../fact.ts";

/** What two spellings of one channel share: the last part of an ARN or queue URL, without the case of nothing. */
export function channelKey(broker: BrokerKind, name: string): string {
  return `${broker} ${bareName(name)}`;
}

/** `orders` for arn:aws:sqs:eu-west-1:123456789012:orders and for https://sqs.eu-west-1.amazonaws.com/123456789012/orders. */
export function bareName(name: string): string {
  if (name.startsWith("arn:")) {
    const resource = name.split(":").slice(5).join(":");
    const table = /^table\/([^/]+)/.exec(resource);
    return table?.[1] ?? resource.replace(/^[\w-]+\//, "");
  }
  return /^https?:\/\/[^/]+\/[^/]*\/([^/?#]+)$/.exec(name)?.[1] ?? name;
}

/** The names in a channel field. */
export function namesOf(channel: string | readonly string[] | null): readonly string[] {
  return channel === null ? [] : typeof channel === "string" ? [channel] : channel;
}
