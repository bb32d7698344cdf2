import * as z from "zod";
/** What a tool says about the question it was asked. `failed` is used for errors only (see `ToolError`). */
export declare const Status: z.ZodEnum<{
    failed: "failed";
    inconclusive: "inconclusive";
    negative: "negative";
    ok: "ok";
}>;
export type Status = z.infer<typeof Status>;
/** One proposed call: the name of a tool, its exact arguments, and the reason. */
export declare const NextCall: z.ZodObject<{
    tool: z.ZodString;
    args: z.ZodRecord<z.ZodString, z.ZodUnknown>;
    why: z.ZodString;
}, z.core.$strip>;
export type NextCall = z.infer<typeof NextCall>;
/** The keys that every answer carries beside the tool's own output. */
export interface Answer {
    status: Status;
    /** At most 200 characters. */
    summary: string;
    /** At most three calls, the most useful first. */
    next: NextCall[];
}
