import type { SystemMap } from "../model/system.ts";
import type { DomainView } from "./domains.ts";
/**
 * Why this domain may hold more than the map shows: unread languages with a messaging client, open questions, skipped code.
 * `consumers`: only what may concern those who read.
 */
export declare function unseenOf(domain: DomainView, map: SystemMap, matter?: "anything" | "consumers"): string[];
/** Code of languages that nothing is known of: what is absent from the map may be there. */
export declare function unreadCode({ notRead }: SystemMap): string[];
/** The same for code that belongs to no domain: services in which nothing was found. */
export declare function unseenElsewhere(domains: readonly DomainView[], map: SystemMap): string[];
