import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { wholeLines } from "../../src/mcp/whole-lines.ts";
import { openParser } from "../../src/workspace/source.ts";
import { distRoot, folderOf } from "../detect/repository.ts";

const source = fileURLToPath(new URL("../../src/bin.ts", import.meta.url));
const initialize = {
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "t", version: "1" } },
};
const calling = (id: number, name: string, input: unknown) => ({
  jsonrpc: "2.0",
  id,
  method: "tools/call",
  params: { name, arguments: input },
});

function start(root: string) {
  const child: ChildProcess = spawn(process.execPath, [source, "mcp"], { cwd: root, stdio: ["pipe", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  let out = "";
  child.stdout!.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stdin!.on("error", () => undefined);
  const send = (message: unknown) => child.stdin!.write(`${typeof message === "string" ? message : JSON.stringify(message)}\n`);
  const answer = async (id: number | null) => {
    for (;;) {
      const found = out
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as { id?: number | null; result?: unknown; error?: { message: string } })
        .find((each) => each.id === id);
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const exit = once(child, "exit") as Promise<[number | null, string | null]>;
  return { child, send, answer, exit, said: () => out };
}

describe("the server over stdio", () => {
  test("survives what is no message, and a line of 50 MB", async () => {
    const server = start(folderOf({ "package.json": "{}" }));
    const broken = [
      "{",
      "null",
      "[]",
      "[1]",
      '"a"',
      "{}",
      '{"jsonrpc":"2.0"}',
      "\u0000",
      '[{"jsonrpc":"2.0","id":5,"method":"ping"}]',
      '{"jsonrpc":"2.0","id":{},"method":"ping"}',
    ];
    for (const line of broken) server.send(line);
    server.send(calling(8, "detect", []));
    server.send(
      '{"jsonrpc":"2.0","id":9,"method":"tools/call","params":{"name":"detect","arguments":{"__proto__":{"root":"/"},"constructor":1}}}',
    );
    server.send(initialize);
    await server.answer(1);
    server.send(calling(2, "design-schema", { eventType: "order.placed", sample: { a: "x".repeat(50 * 1024 * 1024) } }));
    expect((await server.answer(null)).error?.message).toContain("16 MB");
    server.send(
      `{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"detect","arguments":{"x":${"[".repeat(50_000)}${"]".repeat(50_000)}}}}`,
    );
    expect(JSON.stringify(await server.answer(3))).toContain("INVALID_INPUT");
    server.child.stdin!.end();
    expect(await server.exit).toEqual([0, null]);
  });

  test.each(["end of input", "SIGTERM", "SIGINT"] as const)("%s during a call ends it with 0", async (how) => {
    const code =
      'import { Kafka } from "kafkajs";\nconst c = new Kafka({}).consumer({ groupId: "g" });\nc.subscribe({ topic: t(1) });\nc.run({ eachMessage: async () => { await db.x(); } });\n';
    const files = Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`f${index}.ts`, code]));
    const server = start(folderOf({ "package.json": '{"dependencies": {"kafkajs": "2"}}', ...files }));
    server.send(initialize);
    await server.answer(1);
    server.send(calling(2, "detect", {}));
    await new Promise((resolve) => setTimeout(resolve, 150));
    if (how === "end of input") server.child.stdin!.end();
    else server.child.kill(how);
    expect(await server.exit).toEqual([0, null]);
  });
});

test("lines are put together whole, and one that is too long is dropped alone", async () => {
  let dropped = 0;
  const pieces = ["a", "b\nc", "\n", "x".repeat(30), "x\nd\n", "\n", "unfinished"].map((piece) => Buffer.from(piece));
  const lines = Readable.from(pieces).pipe(wholeLines(20, () => void dropped++));
  expect(await text(lines)).toBe("ab\nc\nd\n\n");
  expect(dropped).toBe(1);
});

test("a process that lives long reads code as often as it is asked", async () => {
  for (let round = 0; round < 3000; round++) {
    const parse = await openParser(distRoot, ["a.ts", "a.tsx", "a.py"], []);
    if (round % 500 === 0) expect(parse("a.py", "x = 1\n", (node) => node.type)).toBe("module");
  }
});
