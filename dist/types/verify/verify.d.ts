import type { Material, Progress, Verified, VerifyOptions } from "./material.ts";
import type { Schedule } from "./schedule.ts";
import type { Subject } from "./subject.ts";
export type { Material, Verified, VerifyOptions } from "./material.ts";
/** Runs a consumer under the faults that at-least-once delivery produces, and says whether its effects stay the same. */
export declare function verifyConsumer(subject: Subject, material: Material, options: VerifyOptions, signal: AbortSignal, progress: Progress, list?: readonly Schedule[]): Promise<Verified>;
