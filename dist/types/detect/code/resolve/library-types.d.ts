import type { Detector, Selector } from "../../detector.ts";
import { type CallNode } from "../syntax/node.ts";
import type { DeclaredType, Ref, Tracer } from "./tracer.ts";
/** That a value belongs to a client library. */
export interface LibraryType {
    detector: Detector;
    /** Name of the type, or of the export; "" is the module itself. */
    name: string;
    /** The export itself, not yet called or constructed. */
    exported: boolean;
    /** The call that made it. */
    origin?: Ref;
}
/** Says to which client library a value belongs, by import, construction, derivation and annotation. */
export interface LibraryTypes {
    typeOf(ref: Ref): LibraryType[];
    /** Asks anew what was answered so far, after more files were read. */
    forget(): void;
    /** The type that an annotation names. */
    named(declared: DeclaredType): LibraryType | undefined;
    /** Keys under which a call may be described: "Producer.send", "SendMessageCommand". */
    keysOf(call: Ref): {
        detector: Detector;
        keys: string[];
        receiver?: LibraryType;
    }[];
    /** What is called is no function or class of the repository, as far as it can be followed. */
    isForeign(call: Ref & {
        node: CallNode;
    }): boolean;
    /** The text of a constant string. */
    constant(ref: Ref): string | undefined;
    /** What a selector names in a call. */
    select(selector: Selector, call: Ref): Ref[];
}
export declare function openLibraryTypes(detectors: readonly Detector[], tracer: Tracer): LibraryTypes;
