import * as z from "zod";
export declare const Severity: z.ZodEnum<{
    error: "error";
    info: "info";
    warning: "warning";
}>;
export type Severity = z.infer<typeof Severity>;
/** A place in a file of the repository that supports a statement. */
export declare const Evidence: z.ZodObject<{
    file: z.ZodString;
    line: z.ZodNumber;
    what: z.ZodString;
}, z.core.$strip>;
export type Evidence = z.infer<typeof Evidence>;
/** Something that is wrong or worth knowing, with the place, the reason and the next edit. */
export declare const Finding: z.ZodObject<{
    rule: z.ZodString;
    severity: z.ZodEnum<{
        error: "error";
        info: "info";
        warning: "warning";
    }>;
    at: z.ZodString;
    was: z.ZodOptional<z.ZodString>;
    against: z.ZodOptional<z.ZodString>;
    file: z.ZodString;
    line: z.ZodNumber;
    column: z.ZodDefault<z.ZodNumber>;
    message: z.ZodString;
    fix: z.ZodString;
    evidence: z.ZodDefault<z.ZodArray<z.ZodObject<{
        file: z.ZodString;
        line: z.ZodNumber;
        what: z.ZodString;
    }, z.core.$strip>>>;
}, z.core.$strip>;
export type Finding = z.infer<typeof Finding>;
