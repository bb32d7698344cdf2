import * as z from "zod";
/** Where a schema's text comes from. */
export declare const SchemaSource: z.ZodUnion<readonly [z.ZodObject<{
    path: z.ZodString;
}, z.core.$strict>, z.ZodObject<{
    text: z.ZodString;
}, z.core.$strict>, z.ZodObject<{
    files: z.ZodRecord<z.ZodString, z.ZodString>;
    name: z.ZodOptional<z.ZodString>;
}, z.core.$strict>, z.ZodObject<{
    git: z.ZodString;
    path: z.ZodString;
}, z.core.$strict>, z.ZodObject<{
    registry: z.ZodString;
    version: z.ZodOptional<z.ZodNumber>;
}, z.core.$strict>]>;
export type SchemaSource = z.infer<typeof SchemaSource>;
