import type * as z from "zod";
/** Parses strictly; the error names the key, what was expected, and the nearest known key. */
export declare function parseStrictly(name: string, schema: z.ZodObject, raw: unknown): Record<string, unknown>;
