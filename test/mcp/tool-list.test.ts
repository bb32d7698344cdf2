import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { flagsOf } from "../../src/cli/flags.ts";
import { publicInput } from "../../src/call.ts";
import { instructions } from "../../src/mcp/server.ts";
import { listTools } from "../../src/mcp/tool-list.ts";
import type { Tool } from "../../src/tool.ts";
import { tools } from "../../src/tools.ts";
import { tools as ownTools } from "../own-tools.ts";
import { type Connected, connect, entry, failureOf } from "./client.ts";

const all: readonly Tool[] = tools;
const listed = listTools(all);

describe.each(listed)("$name", ({ name, title, description, inputSchema, annotations }) => {
  const tool = all.find((each) => each.name === name)!;

  test("has a short kebab-case name and a title", () => {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(name.length).toBeLessThanOrEqual(30);
    expect(title).not.toBe("");
  });

  test("says what it does without giving orders", () => {
    expect(description.length).toBeLessThan(600);
    expect(description).not.toMatch(/\b(you must|must call|always call|call .* first|before calling)\b/i);
  });

  test("costs at most 1.3 KB as sent", () => {
    expect(Buffer.byteLength(JSON.stringify({ name, title, description, inputSchema, annotations }))).toBeLessThanOrEqual(1.3 * 1024);
  });

  test("takes a plain object of described fields", () => {
    expect(inputSchema.type).toBe("object");
    expect(Object.keys(inputSchema).filter((key) => !["type", "properties", "required"].includes(key))).toEqual([]);
    const undescribed = Object.entries(inputSchema["properties"] as Record<string, { description?: string }>).filter(
      ([, field]) => !field.description,
    );
    expect(undescribed).toEqual([]);
  });

  test("has all four hints, and only reading tools are read-only", () => {
    expect(annotations).toEqual({
      readOnlyHint: tool.effect === "read" || tool.effect === "looks",
      destructiveHint: tool.effect === "broker" || tool.effect === "git",
      idempotentHint: tool.effect !== "git",
      openWorldHint: tool.effect === "looks" || tool.effect === "network" || tool.effect === "broker",
    });
  });

  test("has no field that hides a flag of the command line", () => {
    const own = flagsOf(publicInput(tool)).map((flag) => flag.name);
    expect(own.filter((flag) => ["input", "json", "inconclusive", "help", "version"].includes(flag))).toEqual([]);
    expect(new Set(own).size).toBe(own.length);
  });

  test("pages lists that its answer has", () => {
    expect((tool.lists ?? []).filter((list) => !(list in tool.output.shape))).toEqual([]);
    expect(Object.keys(tool.output.shape).filter((key) => ["status", "summary", "counts", "cursor", "truncated"].includes(key))).toEqual(
      [],
    );
  });
});

test("names are unique and at most fifteen", () => {
  expect(new Set(all.map((tool) => tool.name)).size).toBe(all.length);
  expect(all.length).toBeLessThanOrEqual(15);
});

test("the emitted schema says every field in as few words as it can", () => {
  const { properties, required } = listTools(ownTools)[0]!.inputSchema;
  expect(required).toBeUndefined();
  expect(properties).toEqual({
    schema: { type: "object", description: "The schema to look at: {path}|{text}|{files,name?}|{git,path}|{registry,version?}" },
    against: { type: "array", items: { type: "object" }, description: "Older schemas." },
    stopWhen: { type: "string", enum: ["all", "any"], default: "all", description: "When to stop." },
    modes: { type: "array", items: { type: "string", enum: ["BACKWARD", "FORWARD", "FULL"] }, description: "Modes." },
    rate: { type: "number", description: "Events a second." },
    names: { type: "array", items: { type: "string" }, description: "Free words." },
    native: { type: "boolean", description: "Only AWS." },
    fields: { type: "array", items: { type: "object", description: "{name,type}" }, description: "Fields." },
    level: { enum: [1, 2], description: "Level." },
    note: { anyOf: [{ type: "string" }, { type: "object" }], description: "A word or an object: {text}" },
    root: { type: "string", description: "Repository folder." },
  });
  expect(listTools(ownTools)[3]!.inputSchema.required).toEqual(["by"]);
});

test("instructions are short and say when to look here", () => {
  expect(instructions.length).toBeLessThanOrEqual(600);
  for (const word of ["Kafka", "RabbitMQ", "SQS", "NATS", "dead letter", "idempotency", "compatibility", "event sourcing"])
    expect(instructions).toContain(word);
});

describe("the product over stdio", () => {
  let server: Connected;
  beforeAll(async () => {
    server = await connect(entry);
  });
  afterAll(() => server.client.close());

  test("lists exactly the tools, with its version and instructions", async () => {
    expect((await server.client.listTools()).tools).toEqual(listed);
    expect(server.client.getServerVersion()).toMatchObject({ name: "godmode-event", title: "godmode-event" });
    expect(server.client.getInstructions()).toBe(instructions);
    expect(Object.keys(server.client.getServerCapabilities() ?? {})).toEqual(["tools"]);
  });

  test.each(all.map((tool) => tool.name))("%s refuses an unknown key and names the nearest", async (name) => {
    const { code, message } = await failureOf(server.client, name, { rooot: "." });
    expect(code).toBe("INVALID_INPUT");
    expect(message).toContain('unknown key "rooot"; did you mean "root"?');
  });

  test("two servers at once do not disturb each other", async () => {
    const other = await connect(entry);
    const lists = await Promise.all([server.client.listTools(), other.client.listTools()]);
    expect(lists[0]).toEqual(lists[1]);
    await other.client.close();
    await server.client.ping();
  });
});
