import type { Observation } from "../observation.ts";
import { type Group } from "./group.ts";
import type { Ignore } from "./ignore.ts";
import { type Vocabulary } from "./names.ts";
import { type Groups } from "./references.ts";
import { type Tokens } from "./tokens.ts";
/** Tables that the database numbers, for texts that hold such a number behind the name of the thing: `invoice-7`, `/invoices/7`. */
export interface Numbers {
    readonly tables: readonly {
        readonly group: string;
        readonly column: string;
        readonly names: readonly string[];
    }[];
    /** Columns that a row is not told by. */
    readonly mask: ReadonlySet<string>;
    /** What the events say themselves is no number of a row. */
    readonly said: string;
}
export declare function numbersIn(groups: Groups, mask: ReadonlySet<string>, events: readonly unknown[]): Numbers | undefined;
/** What a run left, numbers of rows told by the row: they burn on ignored inserts and rolled back transactions. */
export declare function readRun(observation: Observation, tokens: Tokens, { ignore, numbers, vocabulary }: Reading): Map<string, Group>;
/** What is known of all runs. */
export interface Reading {
    readonly ignore: Ignore;
    readonly numbers?: Numbers | undefined;
    readonly vocabulary?: Vocabulary | undefined;
}
