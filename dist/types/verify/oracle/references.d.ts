import { type Group } from "./group.ts";
export type Groups = ReadonlyMap<string, Group>;
/** A column whose values are numbers or names of another table's rows. Those are drawn anew in each run; what they point at is not. */
export interface Reference {
    readonly from: {
        readonly group: string;
        readonly column: string;
    };
    readonly to: {
        readonly group: string;
        readonly column: string;
    };
}
/** Foreign keys of the catalogue. */
export declare function declaredReferences(groups: Groups): Reference[];
/**
 * Columns that refer to a drawn key without saying so: all their values occur there. Small numbers occur everywhere, so for a
 * number the name has to say it too (`invoice_id` and `invoices`).
 */
export declare function inferredReferences(runs: readonly Groups[], isDrawn: (group: Group, column: string) => boolean): Reference[];
/** The same groups, references told by the row that they point at. */
export declare function renamed(groups: Groups, references: readonly Reference[], hidden: (group: Group, column: string) => boolean): Groups;
/** `invoices` and `invoice`. */
export declare function namesOfThing(table: string): string[];
