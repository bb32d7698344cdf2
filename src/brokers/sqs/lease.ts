import type { Message as SqsMessage } from "@aws-sdk/client-sqs";
import type { Clock } from "../clock.ts";
import type { Clients } from "./client.ts";
import { isStale } from "./errors.ts";

/** A message that was received, as long as it is ours. */
export interface Leased {
  readonly message: SqsMessage;
  readonly handle: string;
  /** By our clock. A settlement that comes later counts for nothing: somebody else may have the message. */
  untilMs: number;
}

/** The lease began before we saw the message. */
const marginMs = 100;

/** Hides, shows and deletes received messages of one queue. */
export function leases({ sqs, ask }: Clients, clock: Clock, QueueUrl: string, visibilityMs: number) {
  const change = (handle: string, seconds: number) =>
    ask("ChangeMessageVisibility", () => sqs.changeMessageVisibility({ QueueUrl, ReceiptHandle: handle, VisibilityTimeout: seconds }));

  return {
    of: (message: SqsMessage): Leased => ({
      message,
      handle: message.ReceiptHandle!,
      untilMs: clock.now() + Math.max(0, visibilityMs - marginMs),
    }),
    isOurs: ({ untilMs }: Leased): boolean => clock.now() < untilMs,
    /** Comes again after so many seconds. False: it was ours no more. */
    putOff: async ({ handle }: Leased, seconds: number): Promise<boolean> => {
      try {
        await change(handle, seconds);
        return true;
      } catch (error) {
        if (isStale(error)) return false;
        throw error;
      }
    },
    prolong: async (leased: Leased): Promise<void> => {
      await change(leased.handle, Math.ceil(visibilityMs / 1000));
      leased.untilMs = clock.now() + Math.max(0, visibilityMs - marginMs);
    },
    drop: async ({ handle }: Leased): Promise<void> => {
      await ask("DeleteMessage", () => sqs.deleteMessage({ QueueUrl, ReceiptHandle: handle }));
    },
    /** Gives back what was received and not handed over, in its order. */
    release: async (all: readonly Leased[]): Promise<void> => {
      for (let start = 0; start < all.length; start += 10) {
        const Entries = all
          .slice(start, start + 10)
          .map(({ handle }, index) => ({ Id: String(index), ReceiptHandle: handle, VisibilityTimeout: 0 }));
        await ask("ChangeMessageVisibilityBatch", () => sqs.changeMessageVisibilityBatch({ QueueUrl, Entries }));
      }
    },
  };
}

export type Leases = ReturnType<typeof leases>;
