import type { Finding } from "../model/finding.ts";
import type { Row, RowStatus } from "../model/verdict.ts";
/** What one row has to say about one event, producer or consumer. */
export interface Judgement {
    status: RowStatus;
    /** An event's name or a consumer's id. */
    about: string;
    why: string;
    findings?: readonly Finding[];
}
/**
 * One row of the table. Any failure makes it fail, any doubt makes it unknown; `unseen` are reasons why something may
 * have been missed, and a row that missed something never passes.
 */
export declare function toRow(row: number, title: string, judgements: readonly Judgement[], empty: string, unseen: readonly string[]): Row;
