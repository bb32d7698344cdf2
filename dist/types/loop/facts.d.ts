import type { SchemaLanguage } from "../model/event.ts";
import type { Finding } from "../model/finding.ts";
import type { Settings } from "../model/settings.ts";
import type { SchemaFile, SystemMap } from "../model/system.ts";
/** What is known of one event schema: its text was read, compared with its history and looked up in the registry. */
export interface SchemaState {
    file: string;
    /** Where the schema starts. */
    line: number;
    /** Formats that are no schema language of their own (OpenAPI, AsyncAPI, XSD) are seen, and not compared. */
    format: SchemaLanguage | Exclude<SchemaFile["format"], "avro" | "protobuf" | "jsonschema">;
    /** Names of the one event that it describes: subject, file name, record name. */
    names: readonly string[];
    /** Set for one definition of a file that holds several; where none of them is an event, the file itself counts. */
    definition?: boolean;
    /** Does the schema describe events? Unlinked schemas that do not are no concern. */
    carriesEvents: boolean;
    error?: {
        line: number;
        column: number;
        message: string;
    };
    /** Envelope fields that are missing; undefined when they cannot be told. */
    missingEnvelope?: readonly string[];
    /** Does it say anything about the payload? Undefined when that cannot be told. */
    payload?: "described" | "empty";
    registration: Registration;
    /** Set where it differs from the registered version before it and states the same event_version. */
    unmovedVersion?: string;
    compatibility: Compatibility;
}
export type Registration = {
    state: "registered";
    subject: string;
    version: number;
} | {
    state: "unregistered";
    subject: string;
    latest?: number;
}
/** The repository uses a registry that this run did not ask. */
 | {
    state: "unseen";
    why: string;
};
export type Compatibility = {
    state: "compatible";
    compared: readonly string[];
    mode: string;
    findings: readonly Finding[];
} | {
    state: "breaks";
    compared: readonly string[];
    mode: string;
    findings: readonly Finding[];
} | {
    state: "unknown";
    why: string;
    findings: readonly Finding[];
};
/** What a recorded run showed about one consumer, by its id. The record is fresh and ours. */
export interface Proof {
    holds: boolean;
    why: string;
    /** The edit that cures what was shown. */
    fix?: string;
    /** The file that shows it again. */
    replay?: string | undefined;
    /** Set to false where a late first delivery ends in another state. */
    orderSafe?: boolean;
    /** What the verdict takes for granted. */
    assumptions?: readonly string[];
    /** How failures wait: behind each other, or beside those that follow. */
    ladder?: "blocking" | "non-blocking" | "none";
}
/** A record that settles nothing. */
export interface Doubt {
    /** inconclusive: fresh and ours, and the run could not tell; the others: what it says does not count. */
    state: "stale" | "unproven" | "inconclusive";
    /** As a clause. */
    why: string;
}
export interface Facts {
    map: SystemMap;
    settings: Settings;
    schemas: readonly SchemaState[];
    /** Event names under which a file stands where a new schema would be written. */
    occupied: ReadonlySet<string>;
    proofs: {
        /** The consumer's poison ended in its dead letter. */
        deadLetter: ReadonlyMap<string, Proof>;
        /** The waits between its deliveries grew as the ladder says. */
        retry: ReadonlyMap<string, Proof>;
        idempotency: ReadonlyMap<string, Proof>;
    };
    /** Records that are no proof, by the consumer's id. */
    doubts: {
        deadLetter: ReadonlyMap<string, Doubt>;
        idempotency: ReadonlyMap<string, Doubt>;
    };
    /** Why no consumer can be run here at all, as a sentence. */
    cannotRun?: string;
}
