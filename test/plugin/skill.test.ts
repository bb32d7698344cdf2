import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import type { Tool } from "../../src/tool.ts";
import { tools } from "../../src/tools.ts";

const text = readFileSync("skills/event/SKILL.md", "utf8");
const [, head = "", body = ""] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
const { hooks, ...meta } = parse(head) as Record<string, string> & { hooks: unknown };
const list: readonly Tool[] = tools;
const prefix = "mcp__plugin_godmode_event__";

test("is short enough to survive a compaction, the loop and the stop rules at the top", () => {
  expect(text.split("\n").length).toBeLessThan(250);
  const headings = [...body.matchAll(/^## (.+)$/gm)].map(([, title]) => title);
  expect(headings.slice(0, 3)).toEqual(["Two ways in", "The loop", expect.stringContaining("Stop rules")]);
});

test("the description says when, and when not, within the client's limit", () => {
  const { description = "" } = meta;
  expect(description.length).toBeLessThanOrEqual(1024);
  const triggers = ["/godmode:event", "event sourcing", "CQRS", "Kafka", "dead letter queue", "idempotency", "RabbitMQ", "SQS", "NATS"];
  for (const trigger of [...triggers, "schema evolution", "outbox"]) expect(description).toContain(trigger);
  const exclusions = description.slice(description.indexOf("Not for"));
  for (const excluded of ["Kafka Streams", "job-queue", "UI event"]) expect(exclusions).toContain(excluded);
});

test("names only keys that the client knows, and the gate as its only hook", () => {
  expect(Object.keys(meta).sort()).toEqual(["allowed-tools", "argument-hint", "description", "name"]);
  const gate = { type: "command", command: "node", args: ["${CLAUDE_PLUGIN_ROOT}/dist/bin.mjs", "gate"], timeout: 20 };
  expect(hooks).toEqual({ Stop: [{ hooks: [gate] }] });
});

test("grants the reading tools by name and nothing else", () => {
  const reading = list.filter(({ effect }) => effect === "read").map(({ name }) => prefix + name);
  expect(meta["allowed-tools"]!.split(", ").sort()).toEqual(reading.sort());
});

test("its table of tools is the list of tools", () => {
  const section = body.slice(body.indexOf("## Tools"), body.indexOf("## Asked X"));
  const named = [...section.matchAll(/^\| `([a-z-]+)`/gm)].map(([, name]) => name!);
  expect(named.sort()).toEqual(list.map(({ name }) => name).sort());
});

test("every reference that it sends the reader to exists", () => {
  const files = [...body.matchAll(/\$\{CLAUDE_PLUGIN_ROOT\}\/([\w./-]+)/g)].map(([, path]) => path!);
  expect(files.length).toBeGreaterThan(6);
  for (const file of files) expect(existsSync(file), file).toBe(true);
});

test("each broker guide and the patterns page have a table of contents and working links", () => {
  for (const page of ["event-patterns", "kafka", "rabbitmq", "sqs-sns", "nats"]) {
    const guide = readFileSync(join("references", `${page}.md`), "utf8");
    const links = [...guide.matchAll(/\]\(([^)#]+)(#[^)]*)?\)/g)].map(([, path]) => path!);
    for (const link of links) expect(existsSync(join("references", link)), `${page}.md -> ${link}`).toBe(true);
    expect(guide.slice(0, 1200)).toMatch(/^(Contents:|1\. \[)/m);
  }
});

test("the patterns page has its ten chapters, each with when, how, pitfalls and what is checked", () => {
  const page = readFileSync("references/event-patterns.md", "utf8");
  const chapters = page.split(/^## \d+ /m).slice(1);
  expect(chapters).toHaveLength(10);
  for (const chapter of chapters) {
    for (const part of ["**When.**", "**How**", "**Pitfalls**", "**Checked.**"]) expect(chapter, chapter.slice(0, 20)).toContain(part);
  }
});
