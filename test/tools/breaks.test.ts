import { describe, expect, it } from "vitest";
import { call } from "../../src/index.ts";
import { put } from "../workspace/hostile-repository.ts";
import { commitAll, orderPlaced, producerOnly, shop } from "./shop.ts";

const file = "events/order.placed.avsc";
const field = (name: string, type: unknown = "string") => ({ name, type });
const optional = (name: string) => ({ name, type: ["null", "string"], default: null });

const skeleton = orderPlaced(["a", "b", "c", "d", "e"].map((name) => field(name, "int")));
const rewritten = orderPlaced(["a", "b", "c", "d", "e"].map((name) => field(name, "boolean")));
const grown = orderPlaced([...["a", "b", "c", "d", "e"].map((name) => field(name, "boolean")), optional("coupon")]);
const dropped = orderPlaced([...["a", "b", "c", "d", "e"].map((name) => field(name, "boolean")), field("coupon", "int")]);

const proto = (type: string) => `syntax = "proto3";\npackage pay;\nmessage Taken {\n  ${type} amount = 1;\n}\n`;

/** Breaks of the schema in an answer, as rule and severity. */
const told = (answer: { findings: { rule: string; severity: string; file: string }[] }) =>
  answer.findings.filter(({ file: at, severity }) => at === file && severity !== "info").map(({ rule, severity }) => [rule, severity]);

describe("breaks in check and validate", () => {
  it("are one finding where many changes break with the newest version, with the first edits and the call for the rest", async () => {
    const root = shop({ ...producerOnly, [file]: skeleton });
    put(root, { [file]: rewritten });
    const answer = await call("validate", { root });
    expect(answer.domains[0]!.verdict).toBe("DISCARD");
    expect(told(answer)).toContainEqual(["SCHEMA_BREAKS_COMPATIBILITY", "error"]);
    const [finding, ...more] = answer.findings.filter(({ severity }) => severity === "error");
    expect(more).toEqual([]);
    expect(finding!.message).toMatch(/^5 changes break BACKWARD_TRANSITIVE/);
    expect(finding!.fix).toMatch(/^Line \d+: .+Line \d+: .+Line \d+: .+ 2 more: godmode-event check-compat events\/order\.placed\.avsc\.$/);
    expect(finding!.evidence).toHaveLength(3);
  });

  it("of long ago are a warning that no edit of today is asked to undo, and leave the verdict open", async () => {
    const root = shop({ ...producerOnly, [file]: skeleton });
    commitAll(root, { [file]: rewritten });
    commitAll(root, { [file]: grown });
    const answer = await call("validate", { root });
    expect(told(answer).filter(([rule]) => rule!.includes("BREAK"))).toEqual([["SCHEMA_BREAK_IN_HISTORY", "warning"]]);
    expect(answer.domains[0]).toMatchObject({ verdict: "incomplete" });
    expect(answer.stop.a).toBe(false);
    const { fix } = answer.findings.find(({ rule }) => rule === "SCHEMA_BREAK_IN_HISTORY")!;
    expect(fix).toContain("order.placed.v2");
    expect(fix).toContain("register-schema");
  });

  it("of long ago count no more once versions are registered", async () => {
    const root = shop({ ...producerOnly, [file]: skeleton });
    commitAll(root, { [file]: rewritten });
    commitAll(root, { [file]: grown, "schemas/order.placed/1.avsc": grown });
    const answer = await call("validate", { root });
    expect(answer.domains[0]!.verdict).toBe("KEEP");
    commitAll(root, { "schemas/order.placed/1.avsc": skeleton });
    expect((await call("validate", { root })).domains[0]!.verdict).toBe("DISCARD");
  });

  it("of the change at hand stay errors, though an older version was broken before", async () => {
    const root = shop({ ...producerOnly, [file]: skeleton });
    commitAll(root, { [file]: rewritten });
    commitAll(root, { [file]: grown });
    put(root, { [file]: dropped });
    const answer = await call("validate", { root });
    expect(answer.domains[0]!.verdict).toBe("DISCARD");
    expect(told(answer)).toContainEqual(["SCHEMA_BREAK_IN_HISTORY", "warning"]);
    expect(answer.findings[0]).toMatchObject({ severity: "error", against: expect.stringMatching(/^git:/) });
  });

  it("with an older version alone are the change's doing where the version between could still read it", async () => {
    const base = [field("a")];
    const root = shop({ ...producerOnly, [file]: orderPlaced([...base, optional("coupon")]) });
    commitAll(root, { [file]: orderPlaced(base) });
    put(root, { [file]: orderPlaced([...base, { name: "coupon", type: "int", default: 0 }]) });
    const answer = await call("validate", { root });
    expect(answer.domains[0]!.verdict).toBe("DISCARD");
    expect(told(answer).map(([rule]) => rule)).not.toContain("SCHEMA_BREAK_IN_HISTORY");
  });

  it("are told of schemas that no code here sends by", async () => {
    for (const [path, before, after] of [
      ["contracts/ship.avsc", orderPlaced([field("total", "double")]), orderPlaced([field("total")])],
      ["contracts/taken.proto", proto("double"), proto("string")],
    ] as const) {
      const root = shop({ [path]: before });
      commitAll(root, { [path]: after });
      for (const tool of ["validate"] as const) {
        const answer = await call(tool, { root });
        expect(answer.status).toBe("negative");
        expect(answer.findings[0]).toMatchObject({ severity: "error", file: path });
      }
    }
  });
});
