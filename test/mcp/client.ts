import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const bundle = at("../../dist/bin.mjs");

/** Arguments for Node that start the product as users do; before the first build, its source. */
export const entry = [existsSync(bundle) ? bundle : at("../../src/bin.ts")];
/** The same faces over the tests' own tools. */
export const ownEntry = ["--import", at("own-tools-hook.ts"), at("../../src/bin.ts")];

export interface Connected {
  client: Client;
  transport: StdioClientTransport;
  stderr(): string;
}

export async function connect(
  script: readonly string[],
  { cwd = process.cwd(), env = {} }: { cwd?: string; env?: Record<string, string> } = {},
): Promise<Connected> {
  const transport = new StdioClientTransport({ command: process.execPath, args: [...script, "mcp"], cwd, env, stderr: "pipe" });
  const chunks: string[] = [];
  transport.stderr?.on("data", (chunk: Buffer) => chunks.push(chunk.toString()));
  const client = new Client({ name: "test", version: "1.0.0" });
  await client.connect(transport);
  return { client, transport, stderr: () => chunks.join("") };
}

export interface ToolResult {
  isError?: boolean;
  structuredContent?: Record<string, unknown>;
  content: { type: string; text: string }[];
}

export async function callTool(client: Client, name: string, args: Record<string, unknown> = {}): Promise<ToolResult> {
  return (await client.callTool({ name, arguments: args })) as ToolResult;
}

/** The error envelope of a call that must fail. */
export async function failureOf(client: Client, name: string, args: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
  const result = await callTool(client, name, args);
  if (result.isError !== true) throw new Error(`${name} did not fail: ${JSON.stringify(result)}`);
  return JSON.parse(result.content[0]!.text) as Record<string, unknown>;
}

/** A server without a client, for what no client would send. */
export function startRaw(script: readonly string[], args: readonly string[] = ["mcp"]) {
  const child = spawn(process.execPath, [...script, ...args], { stdio: "pipe" });
  const out: string[] = [];
  const err: string[] = [];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => err.push(chunk.toString()));
  return {
    child,
    stdout: () => out.join(""),
    stderr: () => err.join(""),
    send: (...messages: (object | string)[]) =>
      child.stdin.write(
        messages
          .map((message) => (typeof message === "string" ? `${message}\n` : `${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`))
          .join(""),
      ),
  };
}

export const initialize = {
  id: "init",
  method: "initialize",
  params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "raw", version: "1.0.0" } },
};

export async function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  return child.exitCode;
}

/** Waits until a stream of text holds what is looked for. */
export async function until(text: () => string, pattern: RegExp): Promise<RegExpExecArray> {
  for (;;) {
    const found = pattern.exec(text());
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
