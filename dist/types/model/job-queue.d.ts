import type { Consumer, Producer } from "./system.ts";
/** A job queue carries tasks for workers: delivery matters there (failures, retries, duplicates), the shape of events does not. */
export declare function isJob({ broker }: Pick<Producer | Consumer, "broker">): boolean;
