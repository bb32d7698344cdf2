import type { Fact } from "../../fact.ts";
import type { Settings } from "../../../model/settings.ts";
export interface SchemaJudgement {
    /** Something of the repository talks to a broker or declares one. */
    messaging: boolean;
    /** Source files that are no tests. */
    sources: readonly string[];
    read: (path: string) => string | undefined;
    settings: Settings;
}
/**
 * Decides which schema files carry events, and drops the event types of the others. An Avro file does where there is messaging;
 * a Protobuf message does when code writes or reads it next to a broker client, or when its name says so and no service uses it.
 */
export declare function judgeSchemas(found: readonly Fact[], { messaging, sources, read, settings }: SchemaJudgement): Fact[];
