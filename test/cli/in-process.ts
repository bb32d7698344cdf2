import { Readable, Writable } from "node:stream";
import { main } from "../../src/cli/main.ts";
import type { Terminal } from "../../src/cli/terminal.ts";
import { verbs } from "./own-verbs.ts";
import { tools } from "../own-tools.ts";

export interface Screen {
  code: number;
  stdout: string;
  stderr: string;
}

type Options = Partial<Pick<Terminal, "env" | "cwd" | "signal">> & { stdin?: string; tty?: boolean };

/** Runs one command line in this process, on streams that remember. */
export async function run(argv: readonly string[], { stdin = "", tty = false, ...outside }: Options = {}): Promise<Screen> {
  const out: string[] = [];
  const err: string[] = [];
  const sink = (into: string[]) =>
    Object.assign(new Writable({ write: (chunk: Buffer, _, done) => (into.push(chunk.toString()), done()) }), { isTTY: tty, columns: 80 });
  const terminal: Terminal = {
    env: {},
    cwd: process.cwd(),
    signal: new AbortController().signal,
    ...outside,
    argv,
    stdin: Readable.from(stdin === "" ? [] : [Buffer.from(stdin)]),
    stdout: sink(out),
    stderr: sink(err),
    entry: import.meta.url,
  };
  const code = await main(terminal, { tools: async () => tools, verbs: async () => verbs, serve: async () => undefined });
  return { code, stdout: out.join(""), stderr: err.join("") };
}

/** The answer of a tool that was called with --json. */
export async function answerOf(argv: readonly string[], options: Options = {}): Promise<Record<string, unknown>> {
  const { stdout } = await run([...argv, "--json"], options);
  return JSON.parse(stdout) as Record<string, unknown>;
}
