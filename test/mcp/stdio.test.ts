import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callTool, type Connected, connect, failureOf, initialize, ownEntry, startRaw, exitOf, until } from "./client.ts";

let server: Connected;
beforeAll(async () => {
  server = await connect(ownEntry);
});
afterAll(() => server.client.close());

describe("answers", () => {
  test("carry the same JSON as structure and as text", async () => {
    const result = await callTool(server.client, "many-entries");
    expect(result.structuredContent).toMatchObject({ status: "ok", summary: "3 entries.", next: [], counts: { entries: 3 } });
    expect(result.content).toEqual([{ type: "text", text: JSON.stringify(result.structuredContent) }]);
  });

  test("a negative answer is a result, not an error", async () => {
    const result = await callTool(server.client, "many-entries", { status: "negative" });
    expect(result.isError).toBeUndefined();
    expect(result.structuredContent).toMatchObject({ status: "negative" });
  });

  test("are concise by default, and paged to the end", async () => {
    const seen: unknown[] = [];
    let cursor: unknown;
    let pages = 0;
    do {
      const { structuredContent } = await callTool(server.client, "many-entries", {
        count: 300,
        limit: 70,
        ...(cursor === undefined ? {} : { cursor }),
      });
      const page = structuredContent as { entries: { line: number; evidence?: unknown }[]; cursor?: string };
      expect(JSON.stringify(page).length).toBeLessThanOrEqual(8000);
      expect(page.entries[0]).not.toHaveProperty("evidence");
      seen.push(...page.entries.map((entry) => entry.line));
      cursor = page.cursor;
      pages++;
    } while (cursor !== undefined);
    expect(seen).toEqual(Array.from({ length: 300 }, (_, index) => index + 1));
    expect(pages).toBe(5);
  });

  test("nothing over 45,000 characters is sent inline", async () => {
    const result = await callTool(server.client, "many-entries", { count: 1000, limit: 1000, detail: "detailed", text: 100_000 });
    expect(result.content[0]!.text.length).toBeLessThanOrEqual(45_000);
    expect(result.structuredContent).toMatchObject({ truncated: ["text"], counts: { entries: 1000 } });
  });
});

describe("errors are envelopes", () => {
  test("an unknown key", async () => {
    expect(await failureOf(server.client, "echo-input", { raet: 1 })).toEqual({
      code: "INVALID_INPUT",
      message: 'echo-input: unknown key "raet"; did you mean "rate"?',
      cause: "The arguments do not fit the input schema.",
      retry: { safe: true, how: "Correct the named argument and call again." },
      stop: "The same argument was refused twice.",
    });
  });

  test("an unknown key inside", async () => {
    const { message } = await failureOf(server.client, "echo-input", { schema: { pth: "a" }, fields: [{ name: "a", tpye: "b" }] });
    expect(message).toContain('"schema": unknown key "pth"; did you mean "path"?');
    expect(message).toContain('"fields.0": unknown key "tpye"; did you mean "type"?');
  });

  test("an unknown tool", async () => {
    expect(await failureOf(server.client, "many-entrys")).toMatchObject({
      code: "NOT_FOUND",
      message: 'There is no tool "many-entrys"; did you mean "many-entries"?',
      retry: { how: "Call one of echo-input, many-entries, slow-work, broken-tool." },
    });
  });

  test("a tool's own", async () => {
    expect(await failureOf(server.client, "broken-tool", { by: "environment" })).toMatchObject({
      code: "REGISTRY_UNREACHABLE",
      cause: "The port is closed.",
    });
  });

  test("a bug is a protocol error, and its stack is on stderr only", async () => {
    await expect(callTool(server.client, "broken-tool", { by: "bug" })).rejects.toMatchObject({ code: -32603 });
    await until(() => server.stderr(), /TypeError: a bug in the tool\n {4}at /);
    expect((await callTool(server.client, "many-entries")).isError).toBeUndefined();
  });
});

describe("progress", () => {
  test("comes after a second, grows, and ends with the call", async () => {
    const seen: { progress: number; message?: string | undefined }[] = [];
    const started = performance.now();
    let first = 0;
    await server.client.callTool({ name: "slow-work", arguments: { milliseconds: 1700 } }, undefined, {
      onprogress: (step) => {
        first ||= performance.now() - started;
        seen.push(step);
      },
    });
    expect(first).toBeGreaterThan(950);
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.length).toBeLessThan(6);
    expect(seen.map((step) => step.progress)).toEqual([...new Set(seen.map((step) => step.progress))].sort((a, b) => a - b));
    expect(seen[0]?.message).toBe("working");
  });

  test("a short call tells nothing", async () => {
    const seen: unknown[] = [];
    await server.client.callTool({ name: "slow-work", arguments: { milliseconds: 200 } }, undefined, {
      onprogress: (step) => seen.push(step),
    });
    expect(seen).toEqual([]);
  });
});

/** A server in the middle of a call that would take ten minutes. */
async function begin() {
  const raw = startRaw(ownEntry);
  raw.send(initialize, {
    id: 7,
    method: "tools/call",
    params: { name: "slow-work", arguments: { milliseconds: 600_000 }, _meta: { progressToken: 1 } },
  });
  await until(raw.stdout, /notifications\/progress/);
  return raw;
}

test("cancellation ends the tool and answers nothing", async () => {
  const raw = await begin();
  raw.send({ method: "notifications/cancelled", params: { requestId: 7, reason: "enough" } }, { id: 8, method: "ping" });
  await until(raw.stdout, /"id":8/);
  await until(raw.stderr, /slow-work stops/);
  raw.child.stdin.end();
  expect(await exitOf(raw.child)).toBe(0);
  expect(raw.stdout()).not.toContain('"id":7');
});

test("stdout belongs to the protocol: what a tool prints goes to stderr", async () => {
  const raw = startRaw(ownEntry);
  raw.send(initialize, { id: 1, method: "tools/call", params: { name: "slow-work", arguments: { milliseconds: 100, noisy: true } } });
  await until(raw.stdout, /"id":1/);
  raw.child.stdin.end();
  await exitOf(raw.child);
  for (const line of raw.stdout().trimEnd().split("\n")) expect(JSON.parse(line)).toMatchObject({ jsonrpc: "2.0" });
  expect(raw.stderr()).toContain("to the console");
  expect(raw.stderr()).toContain("to stdout");
});

test("a server/discover probe and malformed lines are survived", async () => {
  const raw = startRaw(ownEntry);
  raw.send({ id: "probe", method: "server/discover", params: {} }, "not json", '{"jsonrpc":"2.0"}', "", "[]", initialize, {
    id: 2,
    method: "tools/list",
  });
  await until(raw.stdout, /"id":2/);
  expect(raw.stdout()).toContain('{"jsonrpc":"2.0","id":"probe","error":{"code":-32601');
  raw.child.stdin.end();
  expect(await exitOf(raw.child)).toBe(0);
});

describe("ends cleanly while a call runs", () => {
  test.each(["SIGINT", "SIGTERM"] as const)("by %s", async (signal) => {
    const { child } = await begin();
    child.kill(signal);
    expect(await exitOf(child)).toBe(0);
  });

  test("by a client that no longer reads", async () => {
    const { child, send } = await begin();
    child.stdout.destroy();
    send({ id: 2, method: "ping" }, { id: 3, method: "ping" });
    expect(await exitOf(child)).toBe(0);
  });

  test("by the end of stdin", async () => {
    const { child } = await begin();
    child.stdin.end();
    expect(await exitOf(child)).toBe(0);
  });
});
