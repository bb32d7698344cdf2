import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { call } from "../../src/index.ts";
import { consumerFiles, type ConsumerWish, type TemplateClient, templateClients } from "../../src/scaffold/template.ts";
import { hasPostgres, run, startPostgres } from "../servers/postgres.ts";
import { put } from "../workspace/hostile-repository.ts";
import { written } from "./template-run.ts";

const clients = Object.keys(templateClients) as TemplateClient[];
const rungsMs = [1000, 5000, 30_000];
const channels = { kafkajs: "orders", amqplib: "orders", "@aws-sdk/client-sqs": "orders", nats: "orders.placed" };

/** tsc as a project of that kind has it, over a consumer of each client. Returns what it complains of. */
async function compiled(options: object, wish: Pick<ConsumerWish, "extension" | "runner">): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), "compiled-"));
  symlinkSync(resolve("node_modules"), join(root, "node_modules"));
  const strict = {
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
  };
  const compilerOptions = { ...strict, noEmit: true, skipLibCheck: true, target: "es2022", types: ["node"], ...options };
  put(root, { "tsconfig.json": JSON.stringify({ compilerOptions, include: ["src"] }), "package.json": '{ "type": "module" }' });
  for (const client of clients) {
    const { files } = await written({ client, channel: channels[client], rungsMs }, wish.extension);
    for (const { file, text } of files) put(root, { [`src/${templateClients[client].folder}/${file}`]: text });
  }
  try {
    return execFileSync("node_modules/.bin/tsc", ["-p", root], { encoding: "utf8" });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

describe("generated code compiles in a project", () => {
  test.each([
    [
      "that Node runs as it is",
      { module: "nodenext", allowImportingTsExtensions: true, verbatimModuleSyntax: true, erasableSyntaxOnly: true },
      ".ts",
    ],
    ["of ES modules that tsc compiles", { module: "nodenext", noPropertyAccessFromIndexSignature: true, noImplicitOverride: true }, ".js"],
    ["with a bundler", { module: "esnext", moduleResolution: "bundler", isolatedModules: true }, ""],
  ] as const)("%s", async (_, options, extension) => {
    expect(await compiled(options, { extension, runner: "vitest" })).toBe("");
  });

  test("and the compiler looks", async () => {
    expect(await compiled({ module: "nodenext" }, { extension: "", runner: "vitest" })).toContain("TS2835");
  });
});

test("every name that a template asks for is filled in, and none is left", async () => {
  for (const client of clients) {
    const { files } = await written({ client, channel: channels[client], rungsMs });
    for (const { text } of files) expect(text).not.toMatch(/"\$\w|\$table|\.\.\/delivery/);
    const consumer = files.find(({ file }) => file === "billing-consumer.ts")!.text;
    expect(consumer).toContain("[1_000, 5_000, 30_000]".slice(0, client === "amqplib" ? 0 : undefined));
    expect(consumer.split("\n").length).toBeLessThan(150);
  }
  const wish = { client: "amqplib", name: "x", names: {}, rungsMs, extension: ".ts", runner: "vitest" } as const;
  expect(() => consumerFiles(wish)).toThrow("The template asks for");
});

test("texts are those of the files, and every file is a part of a consumer", () => {
  const folder = "src/scaffold/templates/typescript";
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => /\.\w+$/.test(file));
  const own = files.filter((file) => !file.includes("/")).sort();
  expect(own).toEqual(["consumer.test.ts", "delivery.ts", "handler.ts", "main.ts", "schema.sql"]);
  expect(files.filter((file) => file.includes("/")).sort()).toEqual(
    clients.map((client) => `${templateClients[client].folder}/consumer.ts`).sort(),
  );
  expect(readFileSync(join(folder, "delivery.ts"), "utf8")).not.toMatch(/godmode/i);
});

/** As detect names them: of JetStream the stream; of SQS the url comes from an answer, so the settings have to say it. */
const seen = {
  kafkajs: ["orders", ...["0s", "1s", "5s", "30s"].map((wait) => `orders.billing.retry.${wait}`)],
  amqplib: "orders",
  "@aws-sdk/client-sqs": null,
  nats: ["ORDERS_PLACED", "ORDERS_PLACED_billing_ENTRY"],
};

test.each(clients)("detect sees in the code of %s what it does", async (client) => {
  const { folder } = await written({ client, channel: channels[client], rungsMs });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module", dependencies: { [client]: "1", pg: "8" } }));
  const { consumers } = await call("detect", {}, { root: folder });
  expect(consumers).toMatchObject([{ file: "src/billing-consumer.ts", channel: seen[client], dlq: "true", retry: true }]);
});

test.skipIf(!hasPostgres())("the test that comes along passes with its database, and fails without the table", async () => {
  const postgres = await startPostgres();
  try {
    const { src, files } = await written({ client: "amqplib", channel: "orders", rungsMs });
    const url = await postgres.createDatabase("billing");
    const runs = (): string => {
      const env = { PATH: process.env["PATH"], DATABASE_URL: url };
      try {
        return execFileSync(process.execPath, ["--test", "billing-consumer.test.ts"], { cwd: src, env, encoding: "utf8" });
      } catch (error) {
        return (error as { stdout: string }).stdout;
      }
    };
    expect(runs()).toMatch(/fail 2/);
    await run(url, files.find(({ file }) => file === "billing.sql")!.text);
    expect(runs()).toMatch(/pass 3\n[^]*fail 0/);
  } finally {
    await postgres.stop();
  }
});
