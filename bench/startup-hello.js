import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import * as z from "zod";

// The usual server: the SDK's own class, not bundled.
const server = new McpServer({ name: "hello", version: "1.0.0" });
server.registerTool("hello", { description: "Says hello.", inputSchema: z.object({ name: z.string() }) }, ({ name }) => ({
  content: [{ type: "text", text: `hello ${name}` }],
}));
await server.connect(new StdioServerTransport());
