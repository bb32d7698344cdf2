import * as z from "zod";
import type { NextCall, Status } from "./model/answer.ts";
/** What a tool may touch. Decides annotations and permissions. looks: as read, and it asks the servers that the settings name. */
export type Effect = "read" | "looks" | "files" | "network" | "broker" | "executes" | "git";
/** Everything a tool gets from outside: no tool reads the clock, the environment or chance by itself. */
export interface ToolContext {
    /** Absolute, symlinks resolved. Tools read and write inside it only. */
    readonly root: string;
    readonly signal: AbortSignal;
    readonly env: Readonly<Record<string, string | undefined>>;
    /** Folder of the bundle entry, with a trailing slash: grammars lie below it. */
    readonly distRoot: string;
    readonly version: string;
    now(): Date;
    newId(): string;
    /** `done` of `total` when both are known. Sent over MCP and drawn on a terminal. */
    progress(message: string, done?: number, total?: number): void;
}
/** A name, what goes in, what comes out, what it may touch, and how. The faces derive everything else. */
export interface Tool<I extends z.ZodObject = z.ZodObject, O extends z.ZodObject = z.ZodObject> {
    readonly name: string;
    readonly title: string;
    /** One or two sentences: what it does, what it returns, what it does not do. Never an instruction. */
    readonly description: string;
    readonly effect: Effect;
    readonly input: I;
    /** Fields of the input that do more than `effect` says: offered by the CLI and the library, not over MCP, where its annotation speaks. */
    readonly beyond?: readonly (keyof z.output<I> & string)[];
    readonly output: O;
    /** Fields of the output that are lists to be paged. */
    readonly lists?: readonly (keyof z.output<O> & string)[];
    /** A text of the output that the command line prints instead of the answer, where it is there: another program reads it. */
    readonly alone?: keyof z.output<O> & string;
    /** The input field that a bare CLI argument fills. */
    readonly positional?: keyof z.output<I> & string;
    run(call: {
        input: z.output<I>;
        context: ToolContext;
    }): Promise<z.output<O>> | z.output<O>;
    /** At most 200 characters. */
    summarize(output: z.output<O>): string;
    /** Default: ok. */
    status?(output: z.output<O>): Status;
    next?(output: z.output<O>, input: z.output<I>): NextCall[];
}
export declare function defineTool<const N extends string, I extends z.ZodObject, O extends z.ZodObject>(tool: Tool<I, O> & {
    readonly name: N;
}): Tool<I, O> & {
    readonly name: N;
};
/** What to do about each error code: whether the same call may be repeated, how, and when to give up. */
declare const recovery: {
    readonly INVALID_INPUT: {
        readonly safe: true;
        readonly how: "Correct the named argument and call again.";
        readonly stop: "The same argument was refused twice.";
    };
    readonly NOT_FOUND: {
        readonly safe: true;
        readonly how: "Name something that exists; detect lists what does.";
        readonly stop: "It is not in the repository.";
    };
    readonly OUTSIDE_ROOT: {
        readonly safe: true;
        readonly how: "Give a path inside the root.";
        readonly stop: "The file lies outside the root on purpose.";
    };
    readonly PARSE_FAILED: {
        readonly safe: true;
        readonly how: "Mend the file at the given place and call again.";
        readonly stop: "The file belongs to someone else.";
    };
    readonly BROKER_UNREACHABLE: {
        readonly safe: true;
        readonly how: "Start the broker or correct the connection, then call again.";
        readonly stop: "It stays unreachable.";
    };
    readonly REGISTRY_UNREACHABLE: {
        readonly safe: true;
        readonly how: "Start the registry or correct its address, then call again.";
        readonly stop: "It stays unreachable.";
    };
    readonly AUTH_FAILED: {
        readonly safe: false;
        readonly how: "Correct the credentials in the environment first.";
        readonly stop: "The credentials were refused.";
    };
    readonly WRITE_DISABLED: {
        readonly safe: true;
        readonly how: "Have the user allow the write, then call again.";
        readonly stop: "The user does not allow it.";
    };
    readonly PLAN_STALE: {
        readonly safe: true;
        readonly how: "Plan again and apply the new plan.";
        readonly stop: "The world moves faster than the plan.";
    };
    readonly INCOMPATIBLE: {
        readonly safe: false;
        readonly how: "Make the change additive: design-schema with previous.";
        readonly stop: "The break is intended: use a new event type.";
    };
    readonly TIMEOUT: {
        readonly safe: true;
        readonly how: "Narrow the call or raise its budget.";
        readonly stop: "It timed out twice.";
    };
    readonly CANCELLED: {
        readonly safe: true;
        readonly how: "Call again when wanted.";
        readonly stop: "The user cancelled.";
    };
    readonly GIT_DIRTY: {
        readonly safe: true;
        readonly how: "Commit or unstage what is in the index, then call again.";
        readonly stop: "The index belongs to the user.";
    };
    readonly UNSUPPORTED: {
        readonly safe: false;
        readonly how: "Use another way; this one does not work here.";
        readonly stop: "Now.";
    };
};
export type ErrorCode = keyof typeof recovery;
export declare const errorCodes: ErrorCode[];
/** Codes whose cause is the caller's words; the rest is the environment (CLI exit 2 and 3). */
export declare const usageErrors: ReadonlySet<ErrorCode>;
/** A failure that the caller can act on; its texts hold no credential. Everything else that throws is a bug. */
export declare class ToolError extends Error {
    readonly code: ErrorCode;
    readonly why: string;
    readonly retry: {
        safe: boolean;
        how: string;
    };
    readonly stop: string;
    constructor(code: ErrorCode, message: string, why: string, how?: string);
    toJSON(): {
        code: "AUTH_FAILED" | "BROKER_UNREACHABLE" | "CANCELLED" | "GIT_DIRTY" | "INCOMPATIBLE" | "INVALID_INPUT" | "NOT_FOUND" | "OUTSIDE_ROOT" | "PARSE_FAILED" | "PLAN_STALE" | "REGISTRY_UNREACHABLE" | "TIMEOUT" | "UNSUPPORTED" | "WRITE_DISABLED";
        message: string;
        cause: string;
        retry: {
            safe: boolean;
            how: string;
        };
        stop: string;
    };
}
export {};
