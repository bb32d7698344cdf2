import { defaultRetry } from "../../model/delivery.ts";
import type { Found, Wanted } from "../broker.ts";
import { channelOf, spelled } from "./names.ts";

/**
 * A topic keeps nothing: a function that it calls itself is lost to it after its own retries. A function that a queue feeds has its
 * timeout outside of the code, so it is taken to be the handler's.
 */
export function wantedOf({ kind, channel, called }: Found): Pick<Wanted, "channel" | "lambda"> | { readonly why: string } {
  const isTopic = kind === "sns";
  if (isTopic && called) return { why: "A topic calls the function itself: put a queue between them, which a dead letter can belong to" };
  return {
    channel: isTopic ? spelled(channelOf(channel, { kind: "topic" })) : channel,
    ...(called && { lambda: { timeoutMs: defaultRetry.handlerTimeoutMs } }),
  };
}
