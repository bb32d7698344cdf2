import * as z from "zod";
declare const Output: z.ZodObject<{
    outcome: z.ZodEnum<{
        committed: "committed";
        discarded: "discarded";
        refused: "refused";
    }>;
    domains: z.ZodArray<z.ZodObject<{
        domain: z.ZodString;
        verdict: z.ZodEnum<{
            DISCARD: "DISCARD";
            KEEP: "KEEP";
            incomplete: "incomplete";
        }>;
        reasons: z.ZodArray<z.ZodString>;
        closingLine: z.ZodString;
    }, z.core.$strip>>;
    commit: z.ZodOptional<z.ZodString>;
    message: z.ZodOptional<z.ZodString>;
    paths: z.ZodArray<z.ZodString>;
    left: z.ZodArray<z.ZodString>;
    restored: z.ZodArray<z.ZodString>;
    patch: z.ZodOptional<z.ZodString>;
    why: z.ZodOptional<z.ZodString>;
    next: z.ZodArray<z.ZodObject<{
        tool: z.ZodString;
        args: z.ZodRecord<z.ZodString, z.ZodUnknown>;
        why: z.ZodString;
    }, z.core.$strip>>;
}, z.core.$strip>;
export type CommitOutput = z.infer<typeof Output>;
export declare const commit: import("../tool.ts").Tool<z.ZodObject<{
    domain: z.ZodOptional<z.ZodString>;
    include: z.ZodOptional<z.ZodArray<z.ZodString>>;
    force: z.ZodOptional<z.ZodString>;
    discard: z.ZodOptional<z.ZodBoolean>;
}, z.core.$strip>, z.ZodObject<{
    outcome: z.ZodEnum<{
        committed: "committed";
        discarded: "discarded";
        refused: "refused";
    }>;
    domains: z.ZodArray<z.ZodObject<{
        domain: z.ZodString;
        verdict: z.ZodEnum<{
            DISCARD: "DISCARD";
            KEEP: "KEEP";
            incomplete: "incomplete";
        }>;
        reasons: z.ZodArray<z.ZodString>;
        closingLine: z.ZodString;
    }, z.core.$strip>>;
    commit: z.ZodOptional<z.ZodString>;
    message: z.ZodOptional<z.ZodString>;
    paths: z.ZodArray<z.ZodString>;
    left: z.ZodArray<z.ZodString>;
    restored: z.ZodArray<z.ZodString>;
    patch: z.ZodOptional<z.ZodString>;
    why: z.ZodOptional<z.ZodString>;
    next: z.ZodArray<z.ZodObject<{
        tool: z.ZodString;
        args: z.ZodRecord<z.ZodString, z.ZodUnknown>;
        why: z.ZodString;
    }, z.core.$strip>>;
}, z.core.$strip>> & {
    readonly name: "commit";
};
export {};
