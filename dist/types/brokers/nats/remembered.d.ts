import type { Clock } from "../clock.ts";
/** Asks once for what many messages in a row need. Failures are not remembered. */
export declare function remembered<T>(clock: Clock, ask: (key: string) => Promise<T>): (key: string) => Promise<T>;
