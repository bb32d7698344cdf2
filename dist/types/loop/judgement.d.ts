import type { Finding } from "../model/finding.ts";
import type { Doubt } from "./facts.ts";
import type { Row, RowStatus } from "../model/verdict.ts";
/** What one row has to say about one event, producer or consumer. */
export interface Judgement {
    status: RowStatus;
    /** An event's name or a consumer's id. */
    about: string;
    why: string;
    findings?: readonly Finding[];
}
/** A reason that begins with its place, `file:line: reason`, taken apart. */
export declare function placed(why: string): {
    text: string;
    at?: {
        file: string;
        line: number;
    };
};
/** What a row says of a record that is no proof. */
export declare function doubtClause({ state, why }: Doubt): string;
/** Does the transport itself lose what fails (core NATS, Redis pub/sub)? Then there is nothing to retry. */
export declare function isForgetful(why: string | undefined): boolean;
/** The same reason as one clause, its place behind it. */
export declare function clause(why: string): string;
/**
 * One row of the table. Any failure makes it fail, any doubt makes it unknown; `unseen` are reasons why something may
 * have been missed, and a row that missed something never passes.
 */
export declare function toRow(row: number, title: string, judgements: readonly Judgement[], empty: string, unseen: readonly string[]): Row;
