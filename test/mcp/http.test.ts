import { request } from "node:http";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callTool, exitOf, failureOf, initialize, ownEntry, startRaw, until } from "./client.ts";

let server: ReturnType<typeof startRaw>;
let url: URL;
beforeAll(async () => {
  server = startRaw(ownEntry, ["mcp", "--http", "127.0.0.1:0"]);
  const [, address = ""] = await until(server.stderr, /MCP on (\S+)/);
  url = new URL(address);
});
afterAll(async () => {
  server.child.kill("SIGTERM");
  expect(await exitOf(server.child)).toBe(0);
});

async function open(): Promise<{ client: Client; transport: StreamableHTTPClientTransport }> {
  const transport = new StreamableHTTPClientTransport(url);
  const client = new Client({ name: "test", version: "1.0.0" });
  await client.connect(transport);
  return { client, transport };
}

/** A request as no client of the SDK sends it. */
function raw(
  headers: Record<string, string>,
  body = JSON.stringify({ jsonrpc: "2.0", ...initialize }),
  path = "/mcp",
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: url.hostname,
        port: url.port,
        path,
        method: "POST",
        headers: { "content-type": "application/json", accept: "application/json, text/event-stream", ...headers },
      },
      (response) => {
        const chunks: string[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk.toString()));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, text: chunks.join("") }));
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

test("two sessions at once, each with its own server", async () => {
  const [one, two] = await Promise.all([open(), open()]);
  expect(one.transport.sessionId).not.toBe(two.transport.sessionId);
  const answers = await Promise.all([
    callTool(one.client, "many-entries", { count: 1 }),
    callTool(two.client, "many-entries", { count: 2 }),
  ]);
  expect(answers.map((answer) => answer.structuredContent?.["summary"])).toEqual(["1 entries.", "2 entries."]);
  await one.transport.terminateSession();
  expect((await two.client.listTools()).tools).toHaveLength(4);
  expect((await raw({ "mcp-session-id": "gone" })).status).toBe(404);
  await Promise.all([one.client.close(), two.client.close()]);
});

test("progress and errors are those of stdio", async () => {
  const { client } = await open();
  const seen: unknown[] = [];
  await client.callTool({ name: "slow-work", arguments: { milliseconds: 1300 } }, undefined, { onprogress: (step) => seen.push(step) });
  expect(seen.length).toBeGreaterThan(0);
  expect(await failureOf(client, "echo-input", { raet: 1 })).toMatchObject({ code: "INVALID_INPUT" });
  await client.close();
});

describe("another site's page cannot reach it", () => {
  test.each([
    [{ host: "evil.example" }, 403],
    [{ origin: "https://evil.example" }, 403],
    [{ host: "127.0.0.1.evil.example" }, 403],
    [{ origin: "null" }, 403],
    [{ host: "localhost", origin: "http://localhost:1234" }, 200],
    [{ host: "[::1]" }, 200],
  ])("%j -> %i", async (headers, status) => {
    expect((await raw(headers)).status).toBe(status);
  });
});

test("broken requests are refused and the server lives", async () => {
  expect((await raw({}, "not json")).status).toBe(400);
  expect((await raw({}, '{"jsonrpc":"2.0","id":1,"method":"tools/list"}')).status).toBe(400);
  expect((await raw({}, "{}", "/other")).status).toBe(404);
  expect((await raw({}, `"${"x".repeat(12_000_000)}"`)).status).toBe(413);
  const { client } = await open();
  await client.ping();
  await client.close();
});

test.each(["0.0.0.0:3000", "192.168.1.5:3000", "example.com:80", "127.0.0.1", "127.0.0.1:99999", "3000", "[::]:3000"])(
  "--http %s is refused with exit 2",
  async (address) => {
    const refused = startRaw(ownEntry, ["mcp", "--http", address]);
    expect(await exitOf(refused.child)).toBe(2);
    expect(refused.stderr()).toContain(`not "${address}"`);
  },
);

test("a taken port is one clear error", async () => {
  const second = startRaw(ownEntry, ["mcp", "--http", `127.0.0.1:${url.port}`]);
  expect(await exitOf(second.child)).toBe(2);
  expect(second.stderr()).toContain("EADDRINUSE");
});
