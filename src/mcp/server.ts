import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import {
  CallToolRequestSchema,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
  type CallToolResult,
} from "@modelcontextprotocol/sdk/types.js";
import { redact } from "../model/redact.ts";
import { fit } from "../present.ts";
import { type Tool, type ToolContext, ToolError } from "../tool.ts";
import { version } from "../version.ts";
import { reporter } from "./progress.ts";
import type { ListedTool } from "./tool-list.ts";

export interface ServerOptions {
  tools(): Promise<readonly Tool[]>;
  /** The answer to tools/list. */
  listed(): Promise<ListedTool[]>;
  /** The project: a missing `root` means it, and every `root` must lie inside it. */
  project: string;
  /** What one call gets beside its root. */
  context(signal: AbortSignal, progress: ToolContext["progress"]): Omit<ToolContext, "root">;
  /** Where the stack of a bug goes. */
  log(text: string): void;
}

/** Characters of JSON that are sent inline at most: clients replace larger results by a preview. */
const inlineLimit = 45_000;

export const instructions =
  "Event architecture of a repository: Kafka, RabbitMQ, SQS/SNS, NATS; producers, consumers, topics, dead letter queues, retry, idempotency, " +
  "event schemas (Avro, Protobuf, JSON Schema) and their compatibility, event sourcing, CQRS, outbox. " +
  "detect maps what a repository has, with file and line; validate says per domain what is missing and which call comes next; " +
  "verify-idempotency runs a consumer under duplicates and crashes.";

/** One MCP server over the tool list, not yet connected. */
export function createServer(options: ServerOptions): Server {
  const server = new Server(
    { name: "godmode-event", title: "godmode-event", version },
    { capabilities: { tools: {} }, instructions, jsonSchemaValidator: noValidator },
  );
  server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: await options.listed() }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra) => {
    const progress = reporter(params._meta?.progressToken, (notification) => extra.sendNotification(notification));
    try {
      return await callTool(params.name, params.arguments, options, extra.signal, (...step) => progress.report(...step));
    } finally {
      progress.end();
    }
  });
  return server;
}

async function callTool(
  name: string,
  input: unknown,
  options: ServerOptions,
  signal: AbortSignal,
  progress: ToolContext["progress"],
): Promise<CallToolResult> {
  const { project } = options;
  try {
    const { findTool, invoke } = await import("../call.ts");
    const tool = findTool(name, await options.tools());
    const context = options.context(signal, progress);
    const answer = await invoke(tool, input, { context, cwd: project, confineTo: project, detail: "concise" });
    const structuredContent = fit(answer, inlineLimit);
    return { structuredContent, content: [{ type: "text", text: JSON.stringify(structuredContent) }] };
  } catch (error) {
    if (error instanceof ToolError) return { isError: true, content: [{ type: "text", text: JSON.stringify(error) }] };
    options.log(redact(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`));
    throw new McpError(
      ErrorCode.InternalError,
      redact(`${name} failed by a bug of godmode-event: ${error instanceof Error ? error.message : String(error)}`),
    );
  }
}

/** The SDK validates elicited answers with it; this server elicits nothing. */
const noValidator = {
  getValidator: () => () => ({ valid: false as const, data: undefined, errorMessage: "This server asks its client nothing." }),
};
