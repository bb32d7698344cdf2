import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { call } from "../../src/index.ts";
import { newFolder, put } from "../workspace/hostile-repository.ts";

const manifest = (...packages: string[]) => JSON.stringify({ dependencies: Object.fromEntries(packages.map((name) => [name, "1"])) });

function repository(files: Record<string, string>): string {
  const root = newFolder();
  put(root, files);
  return root;
}

describe("scaffold", () => {
  test("shows the files as a diff and writes nothing, then writes them, then has nothing to do", async () => {
    const root = repository({ "package.json": manifest("amqplib", "pg") });
    const shown = await call("scaffold", { channel: "orders", group: "billing" }, { root });
    expect(shown).toMatchObject({
      status: "ok",
      client: "amqplib",
      why: "package.json:1 has amqplib.",
      written: false,
      deadLetter: "orders.billing.dlq",
      rungs: ["orders.billing.retry.1s", "orders.billing.retry.5s", "orders.billing.retry.30s"],
      waitsMs: [1000, 5000, 30_000],
      next: [{ tool: "scaffold", args: { dryRun: false } }],
    });
    const paths = [
      "billing-consumer.ts",
      "billing-handler.ts",
      "billing-main.ts",
      "billing-consumer.test.ts",
      "billing.sql",
      "delivery.ts",
    ];
    expect(shown.files.map(({ path, action }) => `${action} ${path}`)).toEqual(paths.map((path) => `create src/${path}`));
    expect(shown.diff).toContain('+const deadLetter = "orders.billing.dlq";');
    expect(existsSync(join(root, "src"))).toBe(false);

    const written = await call("scaffold", shown.next[0]!.args as never, { root });
    expect(written).toMatchObject({ written: true, next: [{ tool: "plan-dlq" }] });
    for (const path of paths) expect(shown.diff).toContain(readFileSync(join(root, "src", path), "utf8").split("\n")[0]!);
    expect(await call("scaffold", shown.next[0]!.args as never, { root })).toMatchObject({ status: "ok", written: false, diff: "" });

    const another = await call("scaffold", { channel: "orders", group: "audit", dryRun: false }, { root });
    expect(another.files.filter(({ action }) => action === "same").map(({ path }) => path)).toEqual(["src/delivery.ts"]);
  });

  test.each([
    ["amqplib", "orders"],
    ["kafkajs", "orders"],
    ["@aws-sdk/client-sqs", "orders"],
  ])("plan-dlq plans the same names for the code on %s, once the settings say what code does not", async (client, channel) => {
    const root = repository({ "package.json": manifest(client, "pg") });
    const made = await call("scaffold", { channel, group: "audit", dryRun: false }, { root });
    const note = made.notes.find((text) => text.startsWith("Add to .godmode/event.json"));
    if (note !== undefined) put(root, { ".godmode/event.json": note.slice(note.indexOf("{")) });
    const plan = await call("plan-dlq", {}, { root });
    expect(plan.unplanned).toEqual([]);
    expect(plan.consumers).toMatchObject([{ channel, group: "audit" }]);
  });

  test("replaces no file, and then writes none at all", async () => {
    const root = repository({ "package.json": manifest("kafkajs"), "src/billing-handler.ts": "export const mine = 1;\n" });
    const answer = await call("scaffold", { channel: "orders", group: "billing", dryRun: false }, { root });
    expect(answer).toMatchObject({ status: "negative", written: false, next: [] });
    expect(answer.notes[0]).toContain("src/billing-handler.ts");
    expect(readFileSync(join(root, "src/billing-handler.ts"), "utf8")).toBe("export const mine = 1;\n");
    expect(existsSync(join(root, "src/billing-consumer.ts"))).toBe(false);
  });

  test("takes the client of the service that it writes into", async () => {
    const root = repository({
      "package.json": manifest(),
      "mail/package.json": manifest("nats"),
      "bill/package.json": manifest("@aws-sdk/client-sqs", "vitest"),
      "bill/tsconfig.json": '{ "compilerOptions": { "module": "nodenext" } }',
    });
    const ask = (out: string) => call("scaffold", { channel: "orders", group: "x", out }, { root });
    expect(await ask("mail/src")).toMatchObject({ client: "nats", deadLetter: "dlq.ORDERS.x", rungs: [] });
    const sqs = await ask("bill/lib/consumers/");
    expect(sqs).toMatchObject({ client: "@aws-sdk/client-sqs", deadLetter: "orders-x-dlq" });
    expect(sqs.files[0]!.path).toBe("bill/lib/consumers/x-consumer.ts");
    expect(sqs.diff).toContain('from "./delivery.js"');
    expect(sqs.diff).toContain('from "vitest"');
    await expect(ask("src")).rejects.toMatchObject({ code: "INVALID_INPUT", retry: { how: expect.stringContaining("kafkajs") } });
  });

  test("goes by the broker where no client is seen, and says so", async () => {
    const root = repository({ "compose.yaml": "services:\n  mq:\n    image: rabbitmq:3\n" });
    const answer = await call("scaffold", { channel: "orders" }, { root });
    expect(answer).toMatchObject({ client: "amqplib", why: expect.stringContaining("compose.yaml:3 shows rabbitmq") });
    expect(answer.notes.join(" ")).toContain("amqplib, pg");
  });

  test("writes no TypeScript into a repository of another language unless it is told to", async () => {
    const root = repository({ "requirements.txt": "pika==1.3.2\n", "app.py": "import pika\nprint(pika)\n" });
    await expect(call("scaffold", { channel: "orders" }, { root })).rejects.toMatchObject({
      code: "UNSUPPORTED",
      message: expect.stringContaining("python"),
    });
    expect(await call("scaffold", { channel: "orders", client: "amqplib" }, { root })).toMatchObject({ client: "amqplib" });
  });

  test("writes a detected consumer anew under its channel and group", async () => {
    const answer = await call("scaffold", { consumer: "billing-service/src/main.ts#handleNow", name: "anew" }, { root: "examples/orders" });
    expect(answer).toMatchObject({ client: "kafkajs", channel: "orders", group: "billing", deadLetter: "orders.billing.dlq" });
    expect(answer.files[0]!.path).toBe("billing-service/src/anew-consumer.ts");
    await expect(call("scaffold", { consumer: "billing-service/src/main.ts#order" }, { root: "examples/orders" })).rejects.toMatchObject({
      code: "NOT_FOUND",
      message: expect.stringContaining("main.ts#order"),
    });
  });

  test("a subject lies in the stream that the repository names", async () => {
    const code = `import { connect } from "nats";
const manager = await (await connect()).jetstreamManager();
await manager.streams.add({ name: "ORDERS", subjects: ["orders.>"] });`;
    const root = repository({ "package.json": manifest("nats"), "setup.js": code });
    expect((await call("scaffold", { channel: "orders.placed", group: "x" }, { root })).diff).toContain(
      '+const streams = ["ORDERS", "ORDERS_x_ENTRY"];',
    );
  });

  test("hostile names and places", async () => {
    const root = repository({ "package.json": manifest("amqplib") });
    const hostile = '"; process.exit(1); //';
    const { diff, files } = await call("scaffold", { channel: `a${hostile}`, group: `b${hostile}`, name: "../../etc/x$(id)" }, { root });
    expect(diff).toContain(`+const queue = ${JSON.stringify(`a${hostile}`)};`);
    expect(files.map(({ path }) => path)).toContain("src/etc-x-id-consumer.ts");
    for (const out of ["../elsewhere", "/etc", ".git/hooks"])
      await expect(call("scaffold", { channel: "a", out }, { root })).rejects.toMatchObject({ code: "OUTSIDE_ROOT" });
    symlinkSync(tmpdir(), join(root, "link"));
    await expect(call("scaffold", { channel: "a", out: "link/x", dryRun: false }, { root })).rejects.toMatchObject({
      code: "OUTSIDE_ROOT",
    });
    await expect(call("scaffold", {}, { root })).rejects.toMatchObject({ code: "INVALID_INPUT", message: "What shall be consumed?" });
  });
});
