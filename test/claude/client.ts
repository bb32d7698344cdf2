import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe } from "vitest";

export const projectRoot = fileURLToPath(new URL("../..", import.meta.url));
const installed = join(projectRoot, ".e2e-client/node_modules/.bin/claude");
const binary = process.env["CLAUDE_BIN"] ?? (existsSync(installed) ? installed : undefined);

/** Tests of the real client. Without it they are skipped aloud; in CI that is a failure. */
export function describeClient(title: string, body: () => void): void {
  if (binary === undefined) {
    const say = `${title}: the client is not installed; npm run client installs it, or set CLAUDE_BIN.`;
    if (process.env["CI"]) throw new Error(say);
    console.warn(`SKIPPED ${say}`);
  }
  describe.skipIf(binary === undefined)(title, { timeout: 90_000 }, () => {
    body();
    afterAll(() => {
      for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      tools = undefined;
    });
  });
}

const folders: string[] = [];

/** A folder that is gone after the tests. */
export function temporary(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `godmode-event-${name}-`));
  folders.push(folder);
  return folder;
}

/** The client's events, one JSON a line. */
interface StreamEvent {
  type: string;
  subtype?: string;
  tools?: string[];
  skills?: string[];
  slash_commands?: string[];
  plugins?: { name: string; path: string }[];
  plugin_errors?: unknown[];
  mcp_servers?: { name: string; status: string }[];
  permission_denials?: { tool_name: string }[];
  result?: string;
}

export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A user's machine with nothing on it: a home and a project folder that are both empty. */
export interface Machine {
  home: string;
  project: string;
  apiUrl?: string;
}

export function freshMachine(apiUrl?: string): Machine {
  const folder = temporary("machine");
  const machine = { home: join(folder, "home"), project: join(folder, "project") };
  for (const path of Object.values(machine)) mkdirSync(path);
  return apiUrl === undefined ? machine : { ...machine, apiUrl };
}

/** Node, git, a shell and cp (for scaffolds of evaluation cases), and no npm: whatever the plug-in needs beyond them is missing. */
let tools: string | undefined;
function toolFolder(): string {
  if (tools === undefined) {
    tools = temporary("path");
    symlinkSync(process.execPath, join(tools, "node"));
    for (const name of ["git", "sh", "bash", "env", "uname", "dirname", "readlink", "which", "cp"]) {
      const found = ["/usr/local/bin", "/usr/bin", "/bin"].map((folder) => join(folder, name)).find((path) => existsSync(path));
      if (found !== undefined) symlinkSync(found, join(tools, name));
    }
  }
  return tools;
}

/** Runs the client with an environment of our own: no key, proxy or setting of the caller gets in, and nothing gets out. */
export function claude(machine: Machine, args: readonly string[], limitMs = 80_000): Promise<Run> {
  const env = {
    HOME: machine.home,
    PATH: toolFolder(),
    LANG: "C.UTF-8",
    TERM: "dumb",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_TERMINAL_PROMPT: "0",
    ANTHROPIC_BASE_URL: machine.apiUrl ?? "http://127.0.0.1:9",
    ANTHROPIC_API_KEY: "not-a-key",
    DISABLE_TELEMETRY: "1",
    DISABLE_AUTOUPDATER: "1",
    DISABLE_ERROR_REPORTING: "1",
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
  };
  return execute(binary!, args, machine.project, env, limitMs);
}

function execute(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv, timeout: number): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], timeout });
    const run: Run = { code: null, stdout: "", stderr: "" };
    child.stdout.on("data", (chunk) => (run.stdout += String(chunk)));
    child.stderr.on("data", (chunk) => (run.stderr += String(chunk)));
    child.once("error", reject);
    child.once("close", (code) => resolve({ ...run, code }));
  });
}

export interface Session extends Run {
  init: StreamEvent;
  result: StreamEvent;
}

/** One prompt, not interactive, against the scripted API. */
export async function session(machine: Machine, prompt: string, args: readonly string[] = [], limitMs?: number): Promise<Session> {
  const run = await claude(machine, ["-p", prompt, "--output-format", "stream-json", "--verbose", ...args], limitMs);
  const events = run.stdout
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as StreamEvent);
  const init = events.find((event) => event.type === "system" && event.subtype === "init");
  const result = events.find((event) => event.type === "result");
  if (!init || !result) throw new Error(`the client ended with ${run.code} without a whole session:\n${run.stdout}\n${run.stderr}`);
  return { ...run, init, result };
}

/** Every folder from here upwards that holds node_modules. */
export function nodeModulesAbove(folder: string): string[] {
  const here = existsSync(join(folder, "node_modules")) ? [join(folder, "node_modules")] : [];
  return dirname(folder) === folder ? here : [...here, ...nodeModulesAbove(dirname(folder))];
}
