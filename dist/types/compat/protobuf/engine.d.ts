import type { Engine } from "../engine.ts";
import { type EnumIn, type FileIn, type ProtoTree } from "./tree.ts";
export declare const protobufRules: (import("../rule.ts").Rule<EnumIn> | import("../rule.ts").Rule<FileIn>)[];
/** Field numbers are the same for every reader, so none of these rules asks for a direction. */
export declare const protobufEngine: Engine<ProtoTree>;
