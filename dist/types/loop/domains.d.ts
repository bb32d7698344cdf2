import type { Consumer, Producer } from "../model/system.ts";
import { type EventView } from "./events.ts";
import type { Facts } from "./facts.ts";
/** A part of the system that is judged by itself. */
export interface DomainView {
    name: string;
    /** Events that this domain owns: it sends them, or nobody in the repository does and it reads them. */
    events: EventView[];
    /** Events of other domains that it reads. */
    reads: EventView[];
    producers: Producer[];
    consumers: Consumer[];
    /** Producers whose event cannot be told. */
    nameless: Producer[];
    /** Consumers whose event cannot be told. */
    blind: Consumer[];
    /** Why further consumers are not judged, each reason once. */
    exempt: string[];
    /** Whether a file belongs to this domain. */
    owns(file: string): boolean;
}
/** Names of the event types that are sent or read in these domains, or stand there as a schema; each once. */
export declare function travelling(domains: readonly Pick<DomainView, "events" | "reads">[]): ReadonlySet<string>;
/** The domains of a system, sorted by name: those of the settings, by default one for each service that sends or reads events. */
export declare function domainsOf(facts: Facts): DomainView[];
