import type { Consumer, Producer, SystemMap } from "../../model/system.ts";
import { isJob } from "../../model/job-queue.ts";
import { isRequestReply } from "../../model/request-reply.ts";

/** Does this place send or read events of its own? Not the call inside a wrapper, whose callers are listed, and no request or its answer. */
export function isOwn(entry: Producer | Consumer, map: Uses): boolean {
  return entry.wrapper !== true && !isRequestReply(entry, map);
}

type Uses = Pick<SystemMap, "producers" | "consumers">;

/** Names that only requests, their answers and tasks of job queues go by. */
export function namesOfNoEvent(map: Uses): ReadonlySet<string> {
  const uses = [...map.producers, ...map.consumers];
  const isEvent = (entry: Producer | Consumer) => !isJob(entry) && !isRequestReply(entry, map);
  const events = new Set(namesIn(uses.filter(isEvent)));
  return new Set(namesIn(uses).filter((name) => !events.has(name)));
}

function namesIn(uses: readonly (Producer | Consumer)[]): string[] {
  return uses.flatMap(({ eventType, eventTypes }) => eventTypes ?? (eventType === undefined ? [] : [eventType]));
}
