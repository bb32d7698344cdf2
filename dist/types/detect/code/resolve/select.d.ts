import type { Selector } from "../../detector.ts";
import type { LibraryType } from "./library-types.ts";
import type { Ref, Tracer } from "./tracer.ts";
/** The expressions that a selector names in a call: each is followed as far as its key, not further. */
export declare function select(selector: Selector, call: Ref, receiver: LibraryType | undefined, tracer: Tracer): Ref[];
/** The first selector that yields anything. */
export declare function selectFirst(selectors: readonly Selector[] | undefined, call: Ref, receiver: LibraryType | undefined, tracer: Tracer): Ref[];
