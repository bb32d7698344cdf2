import { oneAtATime } from "../one-at-a-time.ts";
import type { Place } from "../place.ts";
import { problemOf } from "../problem.ts";
import type { Wire } from "../wire.ts";
import { sqsClient } from "./client.ts";
import { letGoMs } from "./conversation.ts";
import { newPrefix, ownNames, plainNames } from "./names.ts";
import { playOnSqs } from "./play.ts";
import { type Queues, queuesOf } from "./queues.ts";

const assumptions = [
  `SQS: what its consumer neither deletes nor extends comes again ${letGoMs / 1000} s after it asked for more, not when the visibility timeout is over.`,
];

/** SQS and SNS between a process and a server that stands in for AWS. One play at a time: the names in the code are the server's. */
export function sqsWire(place: Place): Wire {
  const client = sqsClient(place);
  const names = place.private ? plainNames : ownNames(newPrefix(Date.now()));
  let queues: Queues | undefined;
  return oneAtATime({
    kind: "sqs",
    features: { directs: false, redelivers: "message", overlaps: true, refusesPublish: false, comesBackMs: letGoMs, assumptions },
    async open() {
      try {
        queues = await queuesOf(client, place, names);
        await (place.private ? queues.names() : queues.sweep(Date.now()));
        return undefined;
      } catch (error) {
        return problemOf("SQS", place, error);
      }
    },
    async begin(beginning) {
      queues ??= await queuesOf(client, place, names);
      await queues.reset();
      return playOnSqs(beginning, place, client, { queues, names });
    },
    async close() {
      await queues?.reset();
      queues = undefined;
    },
  });
}
