import { describe, expect, it } from "vitest";
import { call, tools } from "../../src/index.ts";
import { newFolder, put } from "../workspace/hostile-repository.ts";
import { additive, breaking, commitAll, first, naiveShop, producerOnly, registered, shop } from "./shop.ts";

const statuses = (domain: { rows: { status: string }[] } | undefined) => domain?.rows.map(({ status }) => status);

/** The call that designs the missing schema, or, where the code shows no payload, what people have to say for it. */
const stepFor = ({ next, todo }: { next: { args: object }[]; todo: { text: string }[] }) =>
  [...next.map((call) => JSON.stringify(call)), ...todo.map(({ text }) => text)].find((text) => text.includes("design-schema"));

const stated = (text: string, version: string) => text.replace('"type": "record",', `"type": "record", "event_version": "${version}",`);

const titled = (title: string, properties: object) =>
  JSON.stringify({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title,
    type: "object",
    required: ["event_id"],
    properties,
  });

describe("validate", () => {
  it("finds the missing dead letter and the missing schema of a naive shop, with file, line and the next call", async () => {
    const answer = await call("validate", { root: shop(naiveShop) });
    expect(answer.status).toBe("negative");
    expect(answer.domains.map(({ domain, verdict }) => [domain, verdict])).toEqual([
      ["billing", "DISCARD"],
      ["orders", "incomplete"],
    ]);
    expect(answer.findings).toContainEqual(
      expect.objectContaining({ rule: "CONSUMER_WITHOUT_DEAD_LETTER", file: "billing/read.ts", line: 3, severity: "error" }),
    );
    expect(answer.findings).toContainEqual(expect.objectContaining({ rule: "EVENT_WITHOUT_SCHEMA", file: "orders/send.ts", line: 4 }));
    expect(stepFor(answer)).toMatch(/design-schema.*order\.placed/);
    expect(answer.todo[0]).toMatchObject({ file: "billing/read.ts", line: 3 });
    expect(answer.domains[1]!.closingLine).toBe("Event: Basic pub/sub, kafka, 1 event types, DLQ: not needed. Verdict: incomplete.");
    expect(answer.stop).toMatchObject({ a: false, b: false, c: false, d: false, all: false });
  });

  it("gives KEEP to a producer whose schema is registered, and proposes nothing then", async () => {
    const answer = await call("validate", { root: shop({ ...producerOnly, ...registered }) });
    expect(answer.domains.map(({ verdict }) => verdict)).toEqual(["KEEP"]);
    expect(answer).toMatchObject({ status: "ok", met: true, next: [], findings: [], todo: [] });
  });

  it("compares a working schema with what is registered: an additive change is to be registered, a break is DISCARD", async () => {
    const root = shop({ ...producerOnly, ...registered, "events/order.placed.avsc": additive });
    const moved = await call("validate", { root });
    expect(moved.status).toBe("inconclusive");
    expect(moved.next[0]).toMatchObject({
      tool: "register-schema",
      args: { subject: "order.placed", schema: { path: "events/order.placed.avsc" } },
    });

    put(root, { "events/order.placed.avsc": breaking });
    const broken = await call("validate", { root });
    expect(broken.domains[0]).toMatchObject({ domain: "orders", verdict: "DISCARD" });
    const finding = broken.findings.find(({ severity }) => severity === "error")!;
    expect(finding.file).toBe("events/order.placed.avsc");
    expect(first.split("\n").length).toBeGreaterThan(finding.line);
    expect(broken.next).toEqual([]);
    expect(broken.todo.map(({ text }) => text).join()).toContain(finding.rule);
  });

  it("wants event_version to move with the schema", async () => {
    const root = shop({
      ...producerOnly,
      "schemas/order.placed/1.avsc": stated(first, "1.0"),
      "events/order.placed.avsc": stated(additive, "1.0"),
    });
    const still = await call("validate", { root });
    expect(still.findings.map(({ rule }) => rule)).toContain("EVENT_VERSION_UNMOVED");
    expect(still.next).toEqual([]);
    put(root, { "events/order.placed.avsc": stated(additive, "1.1") });
    const moved = await call("validate", { root });
    expect(moved.findings.map(({ rule }) => rule)).not.toContain("EVENT_VERSION_UNMOVED");
    expect(moved.next[0]?.tool).toBe("register-schema");
  });

  it("compares a registered version with those before it, and a schema without registry with git", async () => {
    const versions = await call("validate", { root: shop({ ...producerOnly, ...registered, "schemas/order.placed/2.avsc": breaking }) });
    expect(versions.domains[0]!.verdict).toBe("DISCARD");
    const root = shop({ ...producerOnly, "events/OrderPlaced.avsc": first });
    commitAll(root, { "events/OrderPlaced.avsc": breaking });
    expect((await call("validate", { root })).domains[0]!.verdict).toBe("DISCARD");
    commitAll(root, { "events/OrderPlaced.avsc": additive });
    const after = await call("validate", { root });
    expect(after.domains[0]!.verdict).toBe("DISCARD");
    expect(after.findings[0]!.evidence[0]).toBeDefined();
  });

  it("takes the schema of the envelope for no event", async () => {
    const id = { event_id: { type: "string" }, event_type: { type: "string" }, timestamp: { type: "string" } };
    const files = {
      "schemas/envelope.v1.json": titled("Event Envelope v1", id),
      "schemas/order.placed.json": titled("OrderPlaced", { ...id, data: { type: "object", properties: { total: { type: "number" } } } }),
    };
    const answer = await call("validate", { root: shop({ ...producerOnly, ...files }) });
    expect(answer.domains.map(({ eventTypes }) => eventTypes)).toEqual([1]);
    expect(answer.findings.map(({ file }) => file)).not.toContain("schemas/envelope.v1.json");
  });

  it("shows where a schema does not parse, and judges the rest", async () => {
    const answer = await call("validate", {
      root: shop({ ...naiveShop, "events/order.placed.avsc": '{\n  "type": "record",\n  "name" "OrderPlaced"\n}\n' }),
    });
    expect(answer.findings).toContainEqual(
      expect.objectContaining({ rule: "SCHEMA_UNPARSABLE", file: "events/order.placed.avsc", line: 3 }),
    );
    expect(statuses(answer.domains.find(({ domain }) => domain === "billing"))?.[3]).toBe("fail");
  });

  it("counts a schema as unchecked when git cannot be read", async () => {
    const root = shop({ ...producerOnly, ...registered });
    const path = process.env["PATH"];
    process.env["PATH"] = newFolder();
    const answer = await call("validate", { root });
    process.env["PATH"] = path;
    expect(answer.domains[0]).toMatchObject({ verdict: "incomplete" });
    expect(answer.domains[0]!.rows[2]!.why).toContain("git is not installed");
  });

  it("has nothing to judge where there are no events", async () => {
    const answer = await call("validate", { root: shop({ "README.md": "# hello\n" }) });
    expect(answer).toMatchObject({ status: "ok", domains: [], next: [], summary: "Nothing here sends or reads events." });
  });

  it("works without git and without a single file", async () => {
    const root = newFolder();
    expect((await call("validate", { root })).status).toBe("ok");
    put(root, naiveShop);
    expect((await call("validate", { root })).status).toBe("negative");
  });

  it("judges one domain, and names the nearest for a wrong name", async () => {
    const root = shop(naiveShop);
    const answer = await call("validate", { root, domain: "orders" });
    expect(answer.domains.map(({ domain }) => domain)).toEqual(["orders"]);
    expect(answer.findings.every(({ file }) => file.startsWith("orders/"))).toBe(true);
    await expect(call("validate", { root, domain: "order" })).rejects.toMatchObject({
      code: "NOT_FOUND",
      message: 'There is no domain "order"; did you mean "orders"?',
    });
  });

  it("lets the user stop, and takes the literal rule when settings say any", async () => {
    const root = shop({ ...producerOnly, ".godmode/event.json": '{"policy": {"stopWhen": "any"}}' });
    expect(await call("validate", { root })).toMatchObject({ stopWhen: "any", met: true, stop: { b: true, any: true, all: false } });
    const naive = shop(naiveShop);
    expect((await call("validate", { root: naive })).met).toBe(false);
    expect(await call("validate", { root: naive, stop: "user" })).toMatchObject({ met: true, next: [], stop: { d: true } });
  });

  it("proposes only tools that exist", async () => {
    const names = new Set<string>(tools.map(({ name }) => name));
    for (const root of [shop(naiveShop), shop({ ...producerOnly, "events/order.placed.avsc": first })])
      for (const { tool } of (await call("validate", { root })).next) expect(names).toContain(tool);
  });
});
