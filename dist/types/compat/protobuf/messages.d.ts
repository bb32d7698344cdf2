import type { Rule } from "../rule.ts";
import { type MessageIn } from "./tree.ts";
export declare const fieldNumberReserved: Rule<MessageIn>;
export declare const fieldNameReserved: Rule<MessageIn>;
export declare const sameRequiredFields: Rule<MessageIn>;
export declare const reservedMessageNoDelete: Rule<MessageIn>;
export declare const fieldNumberValid: Rule<MessageIn>;
export declare const messageSameJsonFormat: Rule<MessageIn>;
