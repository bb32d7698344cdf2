import type { Consumer, Producer, SystemMap } from "../model/system.ts";
import type { Facts, SchemaState } from "./facts.ts";
/** One event of the system: every name it goes by, where it is first seen, who sends and reads it, its schema. */
export interface EventView {
    /** Dotted, past tense. */
    name: string;
    names: readonly string[];
    file: string;
    line: number;
    service: string;
    producers: readonly Producer[];
    consumers: readonly Consumer[];
    schema?: SchemaState;
    /** Set where nothing names the event: the channel that it travels on stands for it. */
    onChannel?: string;
}
/** What people call the event: its name in the code. */
export declare function labelOf({ name, names, onChannel }: EventView): string;
export interface Events {
    events: EventView[];
    /** Producers whose event cannot be told. */
    nameless: Producer[];
    /** Consumers of which no event is known: neither they nor what sends to their channel names one. */
    blind: Consumer[];
}
export declare function channelsOf(entry: Producer | Consumer): string[];
export declare function eventNamesOf(entry: Producer | Consumer): string[];
/** Consumers of events: not in-process handlers, wrappers, answers to requests, and readers of dead letters. */
export declare function judgedConsumers(map: SystemMap): Consumer[];
/** Consumers that need no dead letter of their own, and why. */
export declare function exemptConsumers(map: SystemMap): {
    consumer: Consumer;
    why: "dead letters" | "requests";
}[];
/** Producers of events: not in-process, not wrappers, not requests, not jobs, and not those that only pass failed events on. */
export declare function judgedProducers(map: SystemMap): Producer[];
/** Names that only requests and jobs go by: event types, or the channels that stand for them. */
export declare function namesOfOthers(map: SystemMap): ReadonlySet<string>;
/** Joins event types, producers, consumers and schemas that speak of the same event. */
export declare function eventsOf({ map, schemas }: Facts): Events;
/** The service whose folder is the longest prefix of a path. */
export declare function serviceOf(file: string, map: SystemMap): string;
