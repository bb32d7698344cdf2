import type { TracePoint } from "../observation.ts";
import type { Group } from "./group.ts";
/**
 * Could the consumer learn from these records that it has seen a message? By reading them, or by a write that a constraint refuses.
 * What only ever gets written is output, however much it looks like a record. Without a trace nobody knows.
 */
export declare function isGuard(group: Group, trace: readonly TracePoint[]): boolean;
