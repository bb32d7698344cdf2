import { type OwnerFormat } from "../format.ts";
/** `kafka-topics --create` in a shell script or in the command of a Compose service: a line like that of the source for each topic. */
export declare const scriptedTopics: OwnerFormat;
