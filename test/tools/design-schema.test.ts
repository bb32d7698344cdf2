import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { call } from "../../src/index.ts";
import { newFolder, put } from "../workspace/hostile-repository.ts";

const fields = [{ name: "order_id", type: "uuid" }];
const design = (root: string, input: Parameters<typeof call<"design-schema">>[1]) => call("design-schema", input, { root });

describe("design-schema", () => {
  it("writes beside the registry, once, and the next call registers it", async () => {
    const root = newFolder();
    const answer = await design(root, { eventType: "order.placed", fields });
    expect(answer).toMatchObject({
      status: "ok",
      format: "json-schema",
      path: "schemas/order.placed.json",
      written: true,
      eventVersion: "1.0",
      sample: { event_type: "order.placed" },
    });
    expect(readFileSync(join(root, answer.path!), "utf8")).toBe(answer.schema);
    expect(await design(root, { eventType: "order.placed", fields })).toMatchObject({ written: false });
    const [next] = answer.next;
    expect(await call(next!.tool as "register-schema", next!.args as never, { root })).toMatchObject({
      subject: "order.placed",
      version: 1,
      created: true,
    });
    expect(await call("check-compat", { schema: { path: answer.path! } }, { root })).toMatchObject({ registered: 1 });
  });

  it("replaces no other content", async () => {
    const root = newFolder();
    put(root, { "schemas/order.placed.json": "{}\n" });
    await expect(design(root, { eventType: "order.placed", fields })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: expect.stringContaining("holds something else"),
    });
    expect(readFileSync(join(root, "schemas/order.placed.json"), "utf8")).toBe("{}\n");
    expect(await design(root, { eventType: "order.placed", fields, write: "contracts/placed.json" })).toMatchObject({
      path: "contracts/placed.json",
      written: true,
    });
    await expect(design(root, { eventType: "order.placed", fields, write: "../placed.json" })).rejects.toMatchObject({
      code: "OUTSIDE_ROOT",
    });
  });

  it("writes nothing in a dry run, and takes the format that is registered here", async () => {
    const root = newFolder();
    put(root, { "schemas/x.done/1.proto": 'syntax = "proto3"; message X { string a = 1; }' });
    const answer = await design(root, { eventType: "order.placed", fields, dryRun: true });
    expect(answer).toMatchObject({ format: "protobuf", written: false, next: [] });
    expect(answer.path).toBeUndefined();
  });

  it("adds optional fields to a schema in place, so that the result is compatible", async () => {
    const root = newFolder();
    const { path } = await design(root, { eventType: "order.placed", format: "avro", fields });
    await call("register-schema", { schema: { path: path! } }, { root });
    const answer = await design(root, { previous: { path: path! }, fields: [{ name: "coupon", type: "string" }] });
    expect(answer).toMatchObject({
      eventType: "order.placed",
      eventVersion: "1.1",
      path,
      written: true,
      notes: [expect.stringContaining("coupon was made optional")],
    });
    expect(await call("check-compat", { schema: { path: path! }, mode: "FULL_TRANSITIVE" }, { root })).toMatchObject({
      status: "ok",
      compared: ["schemas/order.placed/1.avsc"],
      findings: [],
    });
    await expect(design(root, { previous: { registry: "order.placed" }, fields: [{ name: "x", type: "int" }] })).rejects.toMatchObject({
      message: expect.stringContaining("write"),
    });
  });

  it.each([
    ["a command", { eventType: "order.place", fields }, 'Did you mean "order.placed"'],
    ["no event type", { fields }, "eventType is missing"],
    ["an unknown type", { eventType: "order.placed", fields: [{ name: "a", type: "number" }] }, "must be one of"],
    ["an unknown key", { eventType: "order.placed", fields: [{ name: "a", type: "int", optinal: true }] }, "optinal"],
    ["a sample with previous", { previous: { text: "{}" }, sample: {} }, "does not go with previous"],
  ])("refuses %s", async (_, input, message) => {
    await expect(design(newFolder(), input as never)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: expect.stringContaining(message),
    });
  });
});
