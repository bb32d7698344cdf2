import type { WireMessage } from "./wire/wire.ts";
/** The events of a play as a producer sends them. */
export declare function messagesOf(events: readonly unknown[], ids: readonly string[], keys: readonly string[]): WireMessage[];
