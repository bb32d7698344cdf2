import { nearest } from "../model/nearest.ts";
import type { Verb } from "../run/verb.ts";
import { type Tool, ToolError, usageErrors } from "../tool.ts";
import { version } from "../version.ts";
import { type Command, toolCommand, verbCommand } from "./command.ts";
import { mcpVerb, type Serve } from "./mcp-verb.ts";
import { usage } from "./parse.ts";
import { runCommand } from "./run-command.ts";
import { outputOf, type Terminal } from "./terminal.ts";

export interface Program {
  tools(): Promise<readonly Tool[]>;
  /** The first one runs when no command is named. */
  verbs(): Promise<readonly Verb[]>;
  serve: Serve;
}

/** Runs one command line and returns the exit code. Only a bug throws. */
export async function main(terminal: Terminal, program: Program): Promise<number> {
  try {
    return await dispatch(terminal, program);
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    if (terminal.argv.includes("--json")) terminal.stdout.write(`${JSON.stringify({ status: "failed", ...error.toJSON() }, null, 2)}\n`);
    const { errorText } = await import("./error-text.ts");
    terminal.stderr.write(errorText(error, terminal));
    return usageErrors.has(error.code) ? 2 : 3;
  }
}

async function dispatch(terminal: Terminal, program: Program): Promise<number> {
  const [first, ...rest] = terminal.argv;
  if (first === "gate") {
    const { gateVerb } = await import("./gate-verb.ts");
    return gateVerb(terminal);
  }
  const mcp = mcpVerb(program.serve);
  if (first === mcp.name) {
    // Claude Code names the project; other clients start the server in it.
    const cwd = terminal.env["CLAUDE_PROJECT_DIR"] ?? terminal.cwd;
    return runCommand(verbCommand(mcp), rest, { ...terminal, cwd });
  }
  const out = outputOf(terminal);
  if (first === "--version") {
    out.write(`${version}\n`);
    return 0;
  }
  const [verbs, tools] = await Promise.all([program.verbs(), program.tools()]);
  if (first === "--help" || first === "-h" || (first === "help" && rest.length === 0)) {
    const { overview } = await import("./help.ts");
    out.write(overview([...verbs, mcp], tools, out.style));
    return 0;
  }
  const commands = [...[...verbs, mcp].map(verbCommand), ...tools.map(toolCommand)];
  if (first === undefined || first.startsWith("-")) return runCommand(commands[0]!, terminal.argv, terminal);
  const [name, words] = first === "help" ? [rest[0]!, ["--help"]] : [first, rest];
  return runCommand(findCommand(name, commands), words, terminal);
}

function findCommand(name: string, commands: readonly Command[]): Command {
  const command = commands.find((each) => each.name === name);
  if (command) return command;
  const suggestion = nearest(
    name,
    commands.map((each) => each.name),
  );
  throw usage(
    `There is no command "${name}"${suggestion ? `; did you mean "${suggestion}"?` : "."}`,
    suggestion ? `godmode-event ${suggestion} --help` : "godmode-event --help lists them; --root DIR names another folder.",
  );
}
