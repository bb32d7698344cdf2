import * as z from "zod";
import { defineVerb, type Verb } from "../run/verb.ts";
import type { ToolContext } from "../tool.ts";

/** Serves the tools until the client leaves. `project` is the folder that every call is confined to. */
export type Serve = (call: { project: string; http: string | undefined; context: ToolContext }) => Promise<void>;

export function mcpVerb(serve: Serve): Verb {
  return defineVerb({
    name: "mcp",
    summary: "Serve the tools to an MCP client over stdio, or over HTTP on this machine.",
    input: z.strictObject({
      http: z.string().optional().describe("HOST:PORT with a loopback host, for example 127.0.0.1:3000. Default: stdio."),
    }),
    async run({ input, context }) {
      await serve({ project: context.root, http: input.http, context });
      return "ok";
    },
  });
}
