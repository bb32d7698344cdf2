import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { call } from "../../src/index.ts";
import { isRegistered, readSubjects, register } from "../../src/registry/files.ts";
import { newFolder, put, repository } from "../workspace/hostile-repository.ts";
import { additive, breaking, first } from "./shop.ts";

const registering = (root: string, text: string, more = {}) =>
  call("register-schema", { schema: { text }, subject: "order.placed", ...more }, { root });
const listed = (root: string) => readdirSync(join(root, "schemas/order.placed")).sort();

const orderFiles = (type: string) => ({
  "order.proto": `syntax = "proto3"; message Order { ${type} a = 1; }`,
  "sub/money.proto": 'syntax = "proto3"; message Money { int64 cents = 1; }',
});

const withField = (field: string) => ({
  name: "schema",
  text: JSON.stringify({ type: "record", name: "R", fields: [{ name: field, type: "int", default: 0 }] }),
});

describe("register-schema", () => {
  it("adds versions, and writes nothing for content that is there", async () => {
    const root = newFolder();
    expect(await registering(root, first)).toMatchObject({
      status: "ok",
      subject: "order.placed",
      version: 1,
      id: "files:order.placed/1",
      path: "schemas/order.placed/1.avsc",
      created: true,
    });
    expect(await registering(root, JSON.stringify(JSON.parse(first)))).toMatchObject({ version: 1, created: false });
    expect(await registering(root, additive)).toMatchObject({ version: 2, created: true, compared: ["schemas/order.placed/1.avsc"] });
    expect(listed(root)).toEqual(["1.avsc", "2.avsc"]);
    expect(readFileSync(join(root, "schemas/order.placed/2.avsc"), "utf8")).toBe(additive);
  });

  it("refuses a break, names the first findings, and writes nothing", async () => {
    const root = newFolder();
    await registering(root, first);
    await expect(registering(root, breaking)).rejects.toMatchObject({
      code: "INCOMPATIBLE",
      message: expect.stringMatching(/AVRO_TYPE_CHANGED at schema:\d+:/),
    });
    expect(listed(root)).toEqual(["1.avsc"]);
    expect(await registering(root, breaking, { mode: "NONE" })).toMatchObject({ version: 2, created: true });
  });

  it("refuses what cannot be judged, a broken schema, another format and an odd subject", async () => {
    const root = newFolder();
    await call("register-schema", { schema: { text: '{"$ref": "https://elsewhere.example/x"}' }, subject: "a" }, { root });
    await expect(
      call("register-schema", { schema: { text: '{"$ref": "https://elsewhere.example/y"}' }, subject: "a" }, { root }),
    ).rejects.toMatchObject({ code: "INCOMPATIBLE", message: expect.stringContaining("could not be told") });
    await expect(registering(root, '{"type": "record"}', { format: "avro" })).rejects.toMatchObject({ code: "PARSE_FAILED" });
    await registering(root, first);
    await expect(registering(root, '{"type": "object"}')).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: expect.stringContaining("registered as avro"),
    });
    for (const subject of ["../x", ".hidden", "a/b", ""])
      await expect(registering(root, first, { subject })).rejects.toMatchObject({ code: "INVALID_INPUT" });
    put(root, { ".godmode/event.json": JSON.stringify({ registry: { kind: "confluent", url: "${REGISTRY}" } }) });
    await expect(registering(root, first)).rejects.toMatchObject({ code: "UNSUPPORTED" });
  });

  it("takes the subject from the settings, the event type, the file or the type", async () => {
    const root = repository({
      ".godmode/event.json": JSON.stringify({ subjects: { declared: { path: "x/a.json" } } }),
      "x/a.json": '{"type": "object"}',
      "x/b.json": '{"properties": {"event_type": {"const": "order.paid"}}}',
      "x/order.lost.proto": 'syntax = "proto3"; message M { string a = 1; }',
      "x/d.avsc": '{"type": "record", "name": "OrderSent", "fields": []}',
    });
    const subjects = [];
    for (const path of ["x/a.json", "x/b.json", "x/order.lost.proto", "x/d.avsc"])
      subjects.push((await call("register-schema", { schema: { path } }, { root })).subject);
    expect(subjects).toEqual(["declared", "order.paid", "order.lost", "OrderSent"]);
    expect(readSubjects(root).map(({ subject, versions }) => [subject, versions[0]!.format])).toEqual([
      ["OrderSent", "avro"],
      ["declared", "json-schema"],
      ["order.lost", "protobuf"],
      ["order.paid", "json-schema"],
    ]);
  });

  it("keeps a tree of Protobuf files as a folder", async () => {
    const root = newFolder();
    const add = (type: string) => call("register-schema", { schema: { files: orderFiles(type) }, subject: "orders" }, { root });
    expect(await add("string")).toMatchObject({ version: 1, path: "schemas/orders/1", created: true });
    expect(await add("string")).toMatchObject({ version: 1, created: false });
    await expect(add("int32")).rejects.toMatchObject({
      code: "INCOMPATIBLE",
      message: expect.stringContaining("FIELD_SAME_TYPE at order.proto:1"),
    });
    expect(readFileSync(join(root, "schemas/orders/1/sub/money.proto"), "utf8")).toContain("Money");
    expect(
      await call("check-compat", { schema: { files: orderFiles("string") }, against: [{ registry: "orders" }] }, { root }),
    ).toMatchObject({
      status: "ok",
    });
    await expect(
      call("register-schema", { schema: { files: { "../evil.proto": "", "b.proto": "" } }, subject: "evil" }, { root }),
    ).rejects.toMatchObject({ code: "OUTSIDE_ROOT" });
  });

  it("gives two runs at once different numbers and loses neither", async () => {
    const root = newFolder();
    const schemas = Array.from({ length: 8 }, (_, index) =>
      JSON.stringify({ type: "record", name: "R", fields: [{ name: `f${index}`, type: ["null", "string"], default: null }] }),
    );
    const done = await Promise.all(schemas.map((text) => registering(root, text, { mode: "NONE" })));
    expect(new Set(done.map(({ version }) => version))).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8]));
    expect(listed(root)).toHaveLength(8);
  });

  it("never takes a number that another run took meanwhile", () => {
    const root = newFolder();
    let raced = false;
    const result = register(root, "schemas", { subject: "s", format: "avro", schema: withField("mine") }, (versions) => {
      if (!raced) register(root, "schemas", { subject: "s", format: "avro", schema: withField("theirs") }, () => (raced = true));
      expect(versions.length).toBe(raced && versions.length > 0 ? 1 : 0);
    });
    expect(result).toMatchObject({ version: 2, created: true });
    expect(isRegistered(root, "schemas", "s", withField("theirs").text)).toBe(1);
    expect(isRegistered(root, "schemas", "s", withField("other").text)).toBeUndefined();
  });
});
