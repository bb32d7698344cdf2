import type { Consumer, Producer, SystemMap } from "../../model/system.ts";
import { isRequestReply } from "../../model/request-reply.ts";

/** Brokers of job queues: what they carry are tasks, no events, so nothing about the shape of events is asked of it. */
const jobQueues: ReadonlySet<string> = new Set(["bullmq"]);

/** Does this place send or read events of its own? Not the call inside a wrapper, whose callers are listed, and no request or its answer. */
export function isOwn(entry: Producer | Consumer, map: Uses): boolean {
  return entry.wrapper !== true && !isRequestReply(entry, map);
}

type Uses = Pick<SystemMap, "producers" | "consumers">;

/** Names that only requests, their answers and tasks of job queues go by. */
export function namesOfNoEvent(map: Uses): ReadonlySet<string> {
  const uses = [...map.producers, ...map.consumers];
  const names = (of: readonly (Producer | Consumer)[]) =>
    of.flatMap(({ eventType, eventTypes }) => eventTypes ?? (eventType === undefined ? [] : [eventType]));
  const isEvent = (entry: Producer | Consumer) => !jobQueues.has(entry.broker) && !isRequestReply(entry, map);
  const events = new Set(names(uses.filter(isEvent)));
  return new Set(names(uses).filter((name) => !events.has(name)));
}
