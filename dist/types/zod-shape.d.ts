import * as z from "zod";
/** The schema inside optional, default, nullable and the like; a pipe counts as what it reads. */
export declare function unwrap(schema: z.ZodType): z.ZodType;
/** The alternatives of a union, flattened; a schema that is none stands alone. */
export declare function innermost(schema: z.ZodType): z.ZodType[];
/** The keys of an object, or of all alternatives. */
export declare function keysOf(schema: z.ZodType): string[];
/** What a schema says about one key or index of its value. */
export declare function childOf(schema: z.ZodType, key: PropertyKey): z.ZodType[];
/** The nearest description: of the schema itself or of what it wraps. */
export declare function describedAs(schema: z.ZodType): string | undefined;
/** A field that takes a schema source (`src/model/source.ts`), whatever its own description. */
export declare function isSchemaSource(schema: z.ZodType): boolean;
