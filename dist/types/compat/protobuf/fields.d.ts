import type { Rule } from "../rule.ts";
import { type MessageIn } from "./tree.ts";
export declare const fieldSameName: Rule<MessageIn>;
export declare const fieldSameJsonName: Rule<MessageIn>;
export declare const fieldSameType: Rule<MessageIn>;
export declare const fieldCardinality: Rule<MessageIn>;
export declare const fieldSameOneof: Rule<MessageIn>;
export declare const fieldSameDefault: Rule<MessageIn>;
