import { expect, test } from "vitest";
import { problemOf } from "../../../src/verify/player/load-problem.ts";

const spec = { file: "/project/src/consumer.ts" } as never;
const of = (code: string, message: string) => problemOf(Object.assign(new Error(message), { code }), spec);

test("a package that is missing is to be installed, a file that is missing to be made", () => {
  expect(of("ERR_MODULE_NOT_FOUND", "Cannot find package 'left-pad' imported from /project/src/consumer.ts").message).toMatch(
    /Install the project's packages/,
  );
  expect(of("MODULE_NOT_FOUND", "Cannot find module '@scope/shared'\nRequire stack:").message).toMatch(/Install the project's packages/);
  expect(
    of("ERR_MODULE_NOT_FOUND", "Cannot find module '/project/src/generated/client' imported from /project/src/consumer.ts").message,
  ).toMatch(/Build or generate/);
});

test("other failures are told as they are", () => {
  expect(problemOf(new TypeError("x is no function"), spec)).toEqual({ kind: "import-failed", message: "TypeError: x is no function" });
  expect(problemOf("thrown text", spec)).toEqual({ kind: "import-failed", message: "thrown text" });
  expect(problemOf(new SyntaxError("Invalid or unexpected token"), spec).kind).toBe("unsupported-syntax");
});
