import type { Idempotence } from "../../model/system.ts";
import type * as z from "zod";
import type { Happening } from "./happening.ts";
type Kind = z.infer<typeof Idempotence>;
/** A sign in the handler's code, with the place where it stands. */
export interface Sign {
    kind: Kind;
    why: string;
    file: string;
    line: number;
    what: "accumulates" | "publishes" | "mails" | "guard" | "sets";
}
/** What a second delivery of the same message would do, as far as reading shows. The strongest sign comes first. */
export declare function idempotenceSigns(all: readonly Happening[]): Sign[];
export {};
