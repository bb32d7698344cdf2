import type { Fact, FactOf } from "../../fact.ts";
type Table = FactOf<"table">;
/** What tables say about the patterns in use. History and audit tables have no unique stream version and say nothing. */
export declare function tableSigns(tables: readonly Table[]): Fact[];
/** A DynamoDB table with a stream, named an outbox: https://docs.aws.amazon.com/prescriptive-guidance/latest/cloud-design-patterns/transactional-outbox.html */
export declare function streamSigns(channels: readonly FactOf<"channel">[]): Fact[];
/** A table that remembers which events were handled. */
export declare function isInbox({ name }: Table): boolean;
export {};
