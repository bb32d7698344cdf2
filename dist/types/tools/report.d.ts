import * as z from "zod";
export declare const report: import("../tool.ts").Tool<z.ZodObject<{
    domain: z.ZodOptional<z.ZodString>;
    formats: z.ZodOptional<z.ZodArray<z.ZodEnum<{
        markdown: "markdown";
        sarif: "sarif";
    }>>>;
    folder: z.ZodOptional<z.ZodString>;
}, z.core.$strip>, z.ZodObject<{
    paths: z.ZodArray<z.ZodString>;
    domains: z.ZodArray<z.ZodObject<{
        domain: z.ZodString;
        verdict: z.ZodEnum<{
            DISCARD: "DISCARD";
            KEEP: "KEEP";
            incomplete: "incomplete";
        }>;
        closingLine: z.ZodString;
    }, z.core.$strip>>;
    findings: z.ZodNumber;
}, z.core.$strip>> & {
    readonly name: "report";
};
