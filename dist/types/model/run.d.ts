import * as z from "zod";
/** A step that is open: a proposed call, or an edit by hand. */
export declare const OpenStep: z.ZodObject<{
    tool: z.ZodOptional<z.ZodString>;
    args: z.ZodOptional<z.ZodRecord<z.ZodString, z.ZodUnknown>>;
    text: z.ZodString;
}, z.core.$strip>;
export type OpenStep = z.infer<typeof OpenStep>;
/** One call of a tool in a client's session. */
export declare const NotedCall: z.ZodObject<{
    kind: z.ZodLiteral<"call">;
    at: z.ZodISODateTime;
    tool: z.ZodString;
    effect: z.ZodString;
    outcome: z.ZodString;
}, z.core.$strip>;
export type NotedCall = z.infer<typeof NotedCall>;
/** What validate said last. */
export declare const NotedJudgement: z.ZodObject<{
    kind: z.ZodLiteral<"judgement">;
    at: z.ZodISODateTime;
    root: z.ZodString;
    named: z.ZodOptional<z.ZodString>;
    domain: z.ZodOptional<z.ZodString>;
    domains: z.ZodNumber;
    met: z.ZodBoolean;
    stopped: z.ZodBoolean;
    unmet: z.ZodArray<z.ZodString>;
    steps: z.ZodArray<z.ZodObject<{
        tool: z.ZodOptional<z.ZodString>;
        args: z.ZodOptional<z.ZodRecord<z.ZodString, z.ZodUnknown>>;
        text: z.ZodString;
    }, z.core.$strip>>;
    key: z.ZodString;
    proofs: z.ZodArray<z.ZodString>;
}, z.core.$strip>;
export type NotedJudgement = z.infer<typeof NotedJudgement>;
export declare const Note: z.ZodDiscriminatedUnion<[z.ZodObject<{
    kind: z.ZodLiteral<"call">;
    at: z.ZodISODateTime;
    tool: z.ZodString;
    effect: z.ZodString;
    outcome: z.ZodString;
}, z.core.$strip>, z.ZodObject<{
    kind: z.ZodLiteral<"judgement">;
    at: z.ZodISODateTime;
    root: z.ZodString;
    named: z.ZodOptional<z.ZodString>;
    domain: z.ZodOptional<z.ZodString>;
    domains: z.ZodNumber;
    met: z.ZodBoolean;
    stopped: z.ZodBoolean;
    unmet: z.ZodArray<z.ZodString>;
    steps: z.ZodArray<z.ZodObject<{
        tool: z.ZodOptional<z.ZodString>;
        args: z.ZodOptional<z.ZodRecord<z.ZodString, z.ZodUnknown>>;
        text: z.ZodString;
    }, z.core.$strip>>;
    key: z.ZodString;
    proofs: z.ZodArray<z.ZodString>;
}, z.core.$strip>], "kind">;
export type Note = z.infer<typeof Note>;
/** Why the gate let a run go, or the user closed it. */
export declare const Closing: z.ZodEnum<{
    denied: "denied";
    met: "met";
    "no progress": "no progress";
    "nothing possible": "nothing possible";
    "six blocks": "six blocks";
    stopped: "stopped";
}>;
export type Closing = z.infer<typeof Closing>;
/** `.godmode/event/runs/<session>.json`: a loop that the user started in a client's session. */
export declare const Run: z.ZodObject<{
    version: z.ZodLiteral<1>;
    session: z.ZodString;
    opened: z.ZodISODateTime;
    by: z.ZodEnum<{
        command: "command";
        tool: "tool";
    }>;
    prompt: z.ZodOptional<z.ZodString>;
    asked: z.ZodOptional<z.ZodString>;
    blocks: z.ZodArray<z.ZodObject<{
        at: z.ZodISODateTime;
        key: z.ZodString;
        step: z.ZodObject<{
            tool: z.ZodOptional<z.ZodString>;
            args: z.ZodOptional<z.ZodRecord<z.ZodString, z.ZodUnknown>>;
            text: z.ZodString;
        }, z.core.$strip>;
    }, z.core.$strip>>;
    denied: z.ZodArray<z.ZodString>;
    calls: z.ZodArray<z.ZodObject<{
        at: z.ZodISODateTime;
        tool: z.ZodString;
        effect: z.ZodString;
        outcome: z.ZodString;
    }, z.core.$strip>>;
    closed: z.ZodOptional<z.ZodObject<{
        at: z.ZodISODateTime;
        why: z.ZodEnum<{
            denied: "denied";
            met: "met";
            "no progress": "no progress";
            "nothing possible": "nothing possible";
            "six blocks": "six blocks";
            stopped: "stopped";
        }>;
    }, z.core.$strip>>;
}, z.core.$strict>;
export type Run = z.infer<typeof Run>;
