import type { DomainView } from "../domains.ts";
import { type EventView } from "../events.ts";
import type { Judgement } from "../judgement.ts";
/**
 * What a row says about every event that travels in a domain: its own ones, those of others that it reads (the edit is the
 * sender's, so their findings stay there), and every place that sends or reads what cannot be told.
 */
export declare function everyEvent(domain: DomainView, judge: (event: EventView) => Judgement): Judgement[];
