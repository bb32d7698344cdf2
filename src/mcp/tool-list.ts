import { publicInput } from "../call.ts";
import { type InputSchema, inputSchema } from "./input-schema.ts";
import type { Effect, Tool } from "../tool.ts";

/** What a tool's effect means in MCP's words: https://modelcontextprotocol.io/specification/2025-11-25/server/tools */
const annotations: Record<Effect, { readOnlyHint: boolean; destructiveHint: boolean; idempotentHint: boolean; openWorldHint: boolean }> = {
  read: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  looks: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  files: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  network: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  broker: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: true },
  executes: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  git: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: false },
};

export interface ListedTool {
  name: string;
  title: string;
  description: string;
  inputSchema: InputSchema;
  annotations: Record<string, boolean>;
}

/** The answer to tools/list. No output schema: no model reads it, and every client pays for it. */
export function listTools(tools: readonly Tool[]): ListedTool[] {
  return tools.map((tool) => ({
    name: tool.name,
    title: tool.title,
    description: tool.description,
    inputSchema: inputSchema(publicInput(tool, true)),
    annotations: annotations[tool.effect],
  }));
}
