export type Detail = "concise" | "detailed";
interface Page {
    detail: Detail | undefined;
    limit: number | undefined;
    cursor: string | undefined;
}
/**
 * Cuts the lists of an answer to one page. Without lists or any wish everything stays.
 * A page that is still over the budget gets shorter; `counts` says how many entries each list really has.
 */
export declare function present<A extends Record<string, unknown>>(answer: A, lists: readonly string[], page: Page): A & {
    cursor?: string;
    counts?: Record<string, number>;
    truncated?: string[];
};
/**
 * Cuts whatever is still too long for one message: the ends of long lists and texts.
 * `truncated` names what was cut; the whole is in `detail: detailed`, in `--json` and in the library.
 */
export declare function fit<A extends Record<string, unknown>>(answer: A, limit: number): A & {
    truncated?: string[];
};
export {};
