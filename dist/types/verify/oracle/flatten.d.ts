import type { Cell } from "./group.ts";
import { type Tokens } from "./tokens.ts";
/** A value of a sink as cells: JSON by path, other text as it is. Equal cells mean equal values. */
export declare function flatten(column: string, value: unknown, tokens: Tokens): [string, Cell][];
/** A line of a file: JSON by path, else its fields by position, each with its separator. */
export declare function flattenLine(line: string, tokens: Tokens): [string, Cell][];
