import { readFileSync, statSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { type Output, styleFor } from "../run/output.ts";
import { ToolError } from "../tool.ts";
import { wrapProse } from "./wrap.ts";

type Screen = Writable & { isTTY?: boolean; columns?: number };

/** The outside of a command, so that nothing below the entry touches the process. */
export interface Terminal {
  /** Without the program's own name. */
  argv: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
  stdin: Readable & { isTTY?: boolean };
  stdout: Screen;
  stderr: Screen;
  /** Aborted by SIGINT or SIGTERM. */
  signal: AbortSignal;
  /** `import.meta.url` of the bundle entry. */
  entry: string;
}

/** FORCE_COLOR and NO_COLOR as Node reads them: https://nodejs.org/api/tty.html#writestreamgetcolordepthenv, https://no-color.org */
export function wantsColour(env: Terminal["env"], screen: Screen): boolean {
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return screen.isTTY === true && !env["NO_COLOR"] && env["TERM"] !== "dumb";
}

const control = new RegExp(
  String.raw`\u001B(?!\[\d{1,2}m)|[\u0000-\u0008\u000B-\u001A\u001C-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]`,
  "g",
);

/** Without control characters (line ends, tabs and colours aside) and text direction marks: a file name must not command the user's terminal. */
export function harmless(text: string): string {
  return text.replaceAll(control, "\uFFFD");
}

/** `before` runs before each write: what is drawn on the screen for the moment goes first. */
export function outputOf({ stdout, env }: Terminal, before: () => void = () => undefined): Output {
  return {
    write(text) {
      before();
      stdout.write(stdout.isTTY ? wrapProse(harmless(text), stdout.columns ?? 80) : text);
    },
    style: styleFor(wantsColour(env, stdout)),
  };
}

/** One line on stderr that redraws itself; nothing where stderr is no terminal. */
export function progressLine({ stderr }: Terminal) {
  let drawn = false;
  return {
    report(message: string, done?: number, total?: number): void {
      if (!stderr.isTTY) return;
      const count = done === undefined ? "" : total === undefined ? ` ${done}` : ` ${done}/${total}`;
      const line = harmless(`${message}${count}`).replaceAll("\n", " ");
      stderr.write(`\r\u001B[2K${line.slice(0, (stderr.columns ?? 80) - 1)}`);
      drawn = true;
    },
    clear(): void {
      if (drawn) stderr.write("\r\u001B[2K");
      drawn = false;
    },
  };
}

/** Input that is larger is a mistake. */
const maxBytes = 32 * 1024 * 1024;

/** A file that the user named on the command line; it may lie anywhere. */
export function readText(path: string, named: string): string {
  try {
    if (statSync(path).size > maxBytes) throw new ToolError("INVALID_INPUT", `${named} is over 32 MB.`, "No input is that large.");
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof ToolError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    throw new ToolError(
      "NOT_FOUND",
      code === "ENOENT" ? `There is no file ${named}.` : `${named} cannot be read (${code}).`,
      "--input is relative to the current folder.",
      "Name a file that can be read.",
    );
  }
}

/** All of stdin as text, however often it is asked for. */
export function readOnce(stdin: Readable): () => Promise<string> {
  let text: Promise<string> | undefined;
  const read = async () => {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of stdin) {
      chunks.push(Buffer.from(chunk as Uint8Array | string));
      size += chunks.at(-1)!.length;
      if (size > maxBytes) throw new ToolError("INVALID_INPUT", "stdin is over 32 MB.", "No input is that large.");
    }
    return Buffer.concat(chunks).toString("utf8");
  };
  return () => (text ??= read());
}
