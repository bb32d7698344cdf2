/** What a value of a schema may be, whatever the format. Inner drafts are made when they are asked for: schemas may name themselves. */
export type Draft = {
    readonly kind: "object";
    readonly fields: readonly DraftField[];
} | {
    readonly kind: "list";
    readonly item: () => Draft;
    readonly least: number;
} | {
    readonly kind: "map";
    readonly value: () => Draft;
}
/** Enum or constant. */
 | {
    readonly kind: "one-of";
    readonly values: readonly unknown[];
} | {
    readonly kind: "text";
    readonly format?: string;
    readonly least?: number;
    readonly most?: number;
    readonly pattern?: string;
    readonly examples?: readonly unknown[];
} | {
    readonly kind: "number";
    readonly integer: boolean;
    readonly least?: number;
    readonly most?: number;
    readonly multipleOf?: number;
    readonly quoted?: boolean;
}
/** A number that counts from 1970. */
 | {
    readonly kind: "moment";
    readonly unit: "s" | "ms" | "us" | "days" | "ms-of-day" | "us-of-day";
} | {
    readonly kind: "bytes";
    readonly length: number;
    readonly as: "buffer" | "base64";
} | {
    readonly kind: "boolean";
} | {
    readonly kind: "null";
} | {
    readonly kind: "impossible";
    readonly why: string;
};
export interface DraftField {
    readonly name: string;
    /** May be left out where nothing can be made for it. */
    readonly optional: boolean;
    /** What stands for it then; undefined: nothing. */
    readonly absent?: null;
    readonly draft: () => Draft;
}
