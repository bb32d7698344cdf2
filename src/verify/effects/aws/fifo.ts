import { createHash } from "node:crypto";
import { createDeduplication, type Deduplication } from "../deduplication.ts";

const windowMs = 5 * 60_000;

/**
 * A FIFO queue or topic takes a message once within five minutes of its deduplication id, or of its content where none is given.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html
 */
export function createFifo(
  now: () => number,
): { takes: (channel: string, id: string | undefined, body: string) => boolean } & Pick<Deduplication, "begin"> {
  const { isNew, begin } = createDeduplication(now, windowMs);
  return {
    takes: (channel, id, body) =>
      !channel.endsWith(".fifo") || isNew(`${channel}\n${id ?? createHash("sha256").update(body).digest("hex")}`),
    begin,
  };
}
