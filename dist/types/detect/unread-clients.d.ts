import type { Detector } from "./detector.ts";
import type { Dependency, Place } from "./fact.ts";
/** A client whose calls are not read: what it sends and receives is unknown, not absent. */
export interface UnreadClient {
    library: string;
    file: string;
    line: number;
    /** A sentence. */
    why: string;
    /** Set where a whole language is not read. */
    languages?: string;
    /** Where code imports it; empty where the language is not read. */
    imports: readonly Place[];
}
export interface ReadableCode {
    dependencies: readonly Dependency[];
    notRead: readonly {
        language: string;
    }[];
    detectors: readonly Pick<Detector, "modules">[];
    paths: readonly string[];
    read: (path: string) => string | undefined;
}
/** Reads and writes schemas, not messages. */
export declare const codecs: RegExp;
export declare function unreadClients({ dependencies, notRead, detectors, paths, read }: ReadableCode): UnreadClient[];
