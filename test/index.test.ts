import { expect, expectTypeOf, test } from "vitest";
import { call, errorCodes, type InputOf, type OutputOf, ToolError, tools } from "../src/index.ts";
import { tools as listed } from "../src/tools.ts";

test("the library has the same tools as every other face", () => {
  expect(tools).toBe(listed);
  expect(errorCodes).toContain("CANCELLED");
});

test("input and answer are typed from the schemas", () => {
  expectTypeOf<InputOf<"detect">>().toHaveProperty("root");
  expectTypeOf<OutputOf<"detect">["consumers"][number]["file"]>().toEqualTypeOf<string>();
  expectTypeOf(call<"detect">)
    .parameter(0)
    .toEqualTypeOf<"detect">();
});

test("a tool without fields of its own takes the shared ones", async () => {
  const root: string = "no/such/folder";
  await expect(call("detect", { root, limit: 1 })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a wrong input, root or name is a ToolError", async () => {
  const name = "detct" as "detect";
  await expect(call(name, {})).rejects.toMatchObject({ code: "NOT_FOUND", message: 'There is no tool "detct"; did you mean "detect"?' });
  await expect(call("detect", { rot: "." } as unknown as InputOf<"detect">)).rejects.toBeInstanceOf(ToolError);
  await expect(call("detect", {}, { root: "/no/such/folder" })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a signal cancels", async () => {
  await expect(call("detect", {}, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: "CANCELLED" });
});
