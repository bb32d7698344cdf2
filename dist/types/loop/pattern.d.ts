import type { SystemMap } from "../model/system.ts";
import type { Pattern } from "../model/verdict.ts";
import type { DomainView } from "./domains.ts";
/** How a domain uses events. */
export declare function patternOf(domain: DomainView, map: SystemMap): Pattern;
/** The brokers a domain speaks to, as the closing line names them. */
export declare function brokerOf(domain: DomainView, map: SystemMap): string;
