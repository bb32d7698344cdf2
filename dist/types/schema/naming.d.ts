/** Throws INVALID_INPUT, with names to use instead, unless the name is dotted, lower case and in the past tense. */
export declare function checkEventType(name: string): void;
/** order.line_added -> OrderLineAdded */
export declare function typeName(eventType: string): string;
/** order.line.added -> order.line: what the event is about. */
export declare function namespaceOf(eventType: string): string;
