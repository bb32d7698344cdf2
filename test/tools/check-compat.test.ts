import { mkdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { call } from "../../src/index.ts";
import { newFolder, plainGit, put, repository } from "../workspace/hostile-repository.ts";
import { additive, breaking, commitAll, first } from "./shop.ts";

const path = "schemas/order.placed.avsc";
const check = (root: string, input: Partial<Parameters<typeof call<"check-compat">>[1]> = {}) =>
  call("check-compat", { schema: { path }, ...input }, { root });

const money = (type: string) => JSON.stringify({ type: "record", name: "Money", fields: [{ name: "cents", type }] });

describe("check-compat", () => {
  it("takes the history of a file from git, renames followed, and proposes to register what is compatible", async () => {
    const root = repository({ "events/order.avsc": first });
    mkdirSync(join(root, "schemas"));
    renameSync(join(root, "events/order.avsc"), join(root, path));
    commitAll(root, {}, "rename");
    put(root, { [path]: additive });
    const answer = await check(root);
    expect(answer).toMatchObject({
      status: "ok",
      compatible: true,
      policy: "house",
      mode: "BACKWARD_TRANSITIVE",
      format: "avro",
      subject: "order.placed",
      deployFirst: "consumers",
    });
    expect(answer.compared).toEqual([expect.stringMatching(/^git:[0-9a-f]{7}:schemas\/order\.placed\.avsc$/)]);
    expect(answer.next).toMatchObject([{ tool: "register-schema", args: { schema: { path }, subject: "order.placed" } }]);
  });

  it("compares a version in git with those before it", async () => {
    const root = repository({ [path]: first });
    commitAll(root, { [path]: additive }, "second");
    commitAll(root, { [path]: breaking }, "third");
    const answer = await check(root, { schema: { git: "HEAD~1", path } });
    expect(answer).toMatchObject({ status: "ok", compatible: true, compared: [expect.stringMatching(/^git:/)] });
    expect((await check(root, { schema: { git: "HEAD", path } })).status).toBe("negative");
    expect((await check(root, { schema: { git: "HEAD~2", path } })).compared).toEqual([]);
  });

  it("says who goes first only of a change that is compatible", async () => {
    const root = repository({ [path]: first });
    expect(await check(root)).not.toHaveProperty("deployFirst");
    put(root, { [path]: breaking });
    expect(await check(root)).not.toHaveProperty("deployFirst");
  });

  it("names a break with rule, file, line, column and fix", async () => {
    const root = repository({ [path]: first });
    put(root, { [path]: breaking });
    const answer = await check(root);
    expect(answer).toMatchObject({
      status: "negative",
      compatible: false,
      next: [],
      summary: expect.stringMatching(/^Breaks 1 version .*AVRO_TYPE_CHANGED at schemas\/order\.placed\.avsc:\d+\.$/),
    });
    const [finding] = answer.findings;
    const line = breaking.split("\n")[finding!.line - 1]!;
    expect(finding).toMatchObject({
      rule: "AVRO_TYPE_CHANGED",
      severity: "error",
      file: path,
      at: "/fields/6/type/fields/1/type",
      was: "/fields/6/type/fields/1/type",
    });
    expect(line.slice(finding!.column - 1)).toMatch(/^"type": "string"/);
  });

  it("compares with what is registered, newest first, before git", async () => {
    const root = repository({ [path]: first, "schemas/order.placed/1.avsc": first, "schemas/order.placed/2.avsc": additive });
    const answer = await check(root);
    expect(answer).toMatchObject({ compared: ["schemas/order.placed/2.avsc"], registered: 1, next: [] });
    const older = await call("check-compat", { schema: { registry: "order.placed" } }, { root });
    expect(older).toMatchObject({ status: "ok", compared: ["schemas/order.placed/1.avsc"], registered: 2 });
    const bare = await check(root, { schema: { text: breaking }, format: "avro" });
    expect(bare).toMatchObject({
      status: "negative",
      subject: "order.placed",
      compared: ["schemas/order.placed/2.avsc", "schemas/order.placed/1.avsc"],
    });
    const given = await check(root, {
      schema: { text: breaking },
      against: [{ registry: "order.placed" }, { registry: "order.placed", version: 1 }],
      mode: "FULL_TRANSITIVE",
    });
    expect(given).toMatchObject({
      status: "negative",
      format: "avro",
      compared: ["schemas/order.placed/2.avsc", "schemas/order.placed/1.avsc"],
    });
  });

  it("says that it could not tell, and why", async () => {
    const root = newFolder();
    put(root, { [path]: first });
    const answer = await check(root);
    expect(answer).toMatchObject({
      status: "inconclusive",
      reason: expect.stringContaining("no older version"),
      next: [{ tool: "register-schema" }],
    });
    expect("compatible" in answer).toBe(false);
    const remote = { text: '{"$ref": "https://elsewhere.example/order.json"}' };
    expect(await check(root, { schema: remote, against: [remote] })).toMatchObject({
      status: "inconclusive",
      reason: expect.stringContaining("elsewhere.example"),
    });
  });

  it("takes mode, subject and path from the settings", async () => {
    const settings = { subjects: { orders: { path: "a.json", mode: "FORWARD" } }, registry: { kind: "files", folder: "contracts" } };
    const root = repository({
      ".godmode/event.json": JSON.stringify(settings),
      "a.json": '{"type": "object"}',
      "contracts/orders/1.json": '{"type": "object", "required": ["x"]}',
    });
    const answer = await call("check-compat", { schema: { path: "a.json" } }, { root });
    expect(answer).toMatchObject({
      status: "negative",
      mode: "FORWARD",
      subject: "orders",
      compared: ["contracts/orders/1.json"],
      findings: [{ rule: "JSON_PROPERTY_MADE_OPTIONAL" }],
    });
    put(root, { ".godmode/event.json": JSON.stringify({ policy: { compatibility: "confluent" } }) });
    await expect(call("check-compat", { schema: { path: "a.json" } }, { root })).rejects.toMatchObject({
      code: "UNSUPPORTED",
      message: expect.stringContaining("confluent"),
    });
  });

  it("finds types in the files beside an Avro schema", async () => {
    const order = JSON.stringify({ type: "record", name: "Order", fields: [{ name: "price", type: "Money" }] });
    const root = repository({ "s/order.avsc": order, "s/money.avsc": money("int"), "s/broken.avsc": "{" });
    put(root, { "s/order.avsc": `${order} `.replace('"Money"', '"Money", "doc": "x"') });
    expect(await call("check-compat", { schema: { path: "s/order.avsc" } }, { root })).toMatchObject({ status: "ok", compatible: true });
  });

  it.each([
    [
      "a broken schema",
      { schema: { text: '{"type": "record",\n "name": }' }, format: "avro", against: [{ text: '"int"' }] },
      "PARSE_FAILED",
      "schema:2:10",
    ],
    ["a broken older version that was asked for", { schema: { text: '"int"' }, against: [{ text: "[" }] }, "PARSE_FAILED", "against 1"],
    ["a missing file", { schema: { path: "none.avsc" } }, "NOT_FOUND", "none.avsc"],
    ["a path out of the root", { schema: { path: "../x.avsc" } }, "OUTSIDE_ROOT", "../x.avsc"],
    ["a symlink out of the root", { schema: { path: "link.avsc" } }, "OUTSIDE_ROOT", "link.avsc"],
    ["a binary file", { schema: { path: "binary.avsc" } }, "PARSE_FAILED", "binary"],
    ["an unknown subject", { schema: { registry: "order.plased" } }, "NOT_FOUND", "did you mean order.placed"],
    ["an unknown version", { schema: { registry: "order.placed", version: 9 } }, "NOT_FOUND", "it has 1"],
    ["an unknown ref", { schema: { git: "nowhere", path } }, "NOT_FOUND", "nowhere"],
    ["a file that the ref lacks", { schema: { git: "HEAD", path: "none" } }, "NOT_FOUND", "none does not exist at HEAD"],
    ["an unclear format", { schema: { text: "hello" } }, "INVALID_INPUT", "format"],
    ["a wrong root file", { schema: { files: { "a.proto": "" }, name: "b.proto" } }, "INVALID_INPUT", "a.proto"],
    ["a policy of another format", { schema: { text: "message M {}" }, policy: "apache-avro" }, "INVALID_INPUT", "judges Avro"],
    ["a policy that is not known", { schema: { path }, policy: "buf" }, "INVALID_INPUT", "apache-avro"],
    ["a ref that is an option", { schema: { git: "--output=x", path } }, "NOT_FOUND", "--output=x"],
  ])("refuses %s", async (_, input, code, message) => {
    const root = repository({ [path]: first, "schemas/order.placed/1.avsc": first });
    writeFileSync(join(root, "binary.avsc"), Buffer.from([0, 1, 2]));
    symlinkSync("/etc/passwd", join(root, "link.avsc"));
    await expect(call("check-compat", input as never, { root })).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
  });

  it("works in a bare, a shallow and an empty repository, and without git", async () => {
    const bare = newFolder();
    plainGit(bare, "init", "-q", "--bare");
    put(bare, { [path]: first });
    const empty = newFolder();
    plainGit(empty, "init", "-q");
    put(empty, { [path]: first });
    for (const root of [bare, empty]) expect((await check(root)).status).toBe("inconclusive");
    const whole = repository({ [path]: first });
    commitAll(whole, { [path]: additive });
    const shallow = newFolder();
    plainGit(shallow, "clone", "-q", "--depth", "1", `file://${whole}`, "copy");
    const clone = join(shallow, "copy");
    put(clone, { [path]: additive.replace('"coupon"', '"voucher"') });
    expect(await check(clone, { mode: "FULL" })).toMatchObject({ status: "negative" });
    put(clone, { [path]: JSON.stringify(JSON.parse(additive)) });
    expect(await check(clone)).toMatchObject({
      status: "inconclusive",
      reason: expect.stringContaining("shallow"),
      compared: [expect.any(String)],
    });
    expect(await check(clone, { mode: "BACKWARD" })).toMatchObject({ status: "ok", compatible: true });
  });
});
