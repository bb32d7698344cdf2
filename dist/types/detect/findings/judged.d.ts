import type { Consumer, Producer, SystemMap } from "../../model/system.ts";
/** Does this place send or read events of its own? Not the call inside a wrapper, whose callers are listed, and no request or its answer. */
export declare function isOwn(entry: Producer | Consumer, map: Uses): boolean;
type Uses = Pick<SystemMap, "producers" | "consumers">;
/** Names that only requests, their answers and tasks of job queues go by. */
export declare function namesOfNoEvent(map: Uses): ReadonlySet<string>;
export {};
