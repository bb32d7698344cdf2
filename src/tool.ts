import * as z from "zod";
import type { NextCall, Status } from "./model/answer.ts";
import { redact } from "./model/redact.ts";

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
  run(call: { input: z.output<I>; context: ToolContext }): Promise<z.output<O>> | z.output<O>;
  /** At most 200 characters. */
  summarize(output: z.output<O>): string;
  /** Default: ok. */
  status?(output: z.output<O>): Status;
  next?(output: z.output<O>, input: z.output<I>): NextCall[];
}

export function defineTool<const N extends string, I extends z.ZodObject, O extends z.ZodObject>(
  tool: Tool<I, O> & { readonly name: N },
): Tool<I, O> & { readonly name: N } {
  return tool;
}

/** What to do about each error code: whether the same call may be repeated, how, and when to give up. */
const recovery = {
  INVALID_INPUT: { safe: true, how: "Correct the named argument and call again.", stop: "The same argument was refused twice." },
  NOT_FOUND: { safe: true, how: "Name something that exists; detect lists what does.", stop: "It is not in the repository." },
  OUTSIDE_ROOT: { safe: true, how: "Give a path inside the root.", stop: "The file lies outside the root on purpose." },
  PARSE_FAILED: { safe: true, how: "Mend the file at the given place and call again.", stop: "The file belongs to someone else." },
  BROKER_UNREACHABLE: { safe: true, how: "Start the broker or correct the connection, then call again.", stop: "It stays unreachable." },
  REGISTRY_UNREACHABLE: { safe: true, how: "Start the registry or correct its address, then call again.", stop: "It stays unreachable." },
  AUTH_FAILED: { safe: false, how: "Correct the credentials in the environment first.", stop: "The credentials were refused." },
  WRITE_DISABLED: { safe: true, how: "Have the user allow the write, then call again.", stop: "The user does not allow it." },
  PLAN_STALE: { safe: true, how: "Plan again and apply the new plan.", stop: "The world moves faster than the plan." },
  INCOMPATIBLE: {
    safe: false,
    how: "Make the change additive: design-schema with previous.",
    stop: "The break is intended: use a new event type.",
  },
  TIMEOUT: { safe: true, how: "Narrow the call or raise its budget.", stop: "It timed out twice." },
  CANCELLED: { safe: true, how: "Call again when wanted.", stop: "The user cancelled." },
  GIT_DIRTY: { safe: true, how: "Commit or unstage what is in the index, then call again.", stop: "The index belongs to the user." },
  UNSUPPORTED: { safe: false, how: "Use another way; this one does not work here.", stop: "Now." },
} as const;

export type ErrorCode = keyof typeof recovery;
export const errorCodes = Object.keys(recovery) as ErrorCode[];

/** Codes whose cause is the caller's words; the rest is the environment (CLI exit 2 and 3). */
export const usageErrors: ReadonlySet<ErrorCode> = new Set(["INVALID_INPUT", "NOT_FOUND", "OUTSIDE_ROOT", "PARSE_FAILED", "UNSUPPORTED"]);

/** A failure that the caller can act on; its texts hold no credential. Everything else that throws is a bug. */
export class ToolError extends Error {
  readonly code: ErrorCode;
  readonly why: string;
  readonly retry: { safe: boolean; how: string };
  readonly stop: string;

  constructor(code: ErrorCode, message: string, why: string, how?: string) {
    super(redact(message));
    this.name = "ToolError";
    this.code = code;
    this.why = redact(why);
    this.retry = { safe: recovery[code].safe, how: redact(how ?? recovery[code].how) };
    this.stop = recovery[code].stop;
  }

  toJSON() {
    return { code: this.code, message: this.message, cause: this.why, retry: this.retry, stop: this.stop };
  }
}
