import type { Fact, FactOf } from "../../fact.ts";
import { type Target, type Template } from "./template.ts";
/** Queues, topics, buses and streams with their dead letters and subscriptions. */
export declare function channelFacts(template: Template): Generator<Fact>;
/** Name of the queue, topic or stream that a target is; undefined where nothing says so. */
export declare function channelName(target: Target): string | undefined;
export declare function deadLetterFact({ path }: Template, line: number, kind: FactOf<"dead-letter">["kind"], channel: string | null, source: string, maxReceive?: number): FactOf<"dead-letter">;
