import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { requireNode } from "../../../src/verify/subjects/node-version.ts";
import { refuseHome } from "../../../src/verify/subjects/refuse-home.ts";
import { temporaryPlace } from "../../../src/verify/subjects/fork.ts";
import { project } from "./subject.ts";

const thrown = (run: () => void) => {
  try {
    run();
  } catch (error) {
    return (error as { toJSON(): Record<string, unknown> }).toJSON();
  }
  return undefined;
};

test("an older Node: UNSUPPORTED, one sentence with the version that is needed and the program that ran", () => {
  for (const version of ["v20.20.2", "v22.17.1", "v18.0.0"]) {
    expect(thrown(() => requireNode(version, "/usr/bin/node"))).toMatchObject({
      code: "UNSUPPORTED",
      message: `verify-idempotency needs Node.js 22.18 or newer; this is ${version} (/usr/bin/node).`,
    });
  }
  for (const version of ["v22.18.0", "v23.0.0", "v24.21.0", "v100.1.0"]) expect(thrown(() => requireNode(version, ""))).toBeUndefined();
});

test("a root that holds the user's keys is refused", () => {
  const home = project();
  const repository = join(home, "code/shop");
  mkdirSync(repository, { recursive: true });
  expect(thrown(() => refuseHome(home, home))).toBeUndefined();
  mkdirSync(join(home, ".aws"));
  expect(thrown(() => refuseHome(home, home))).toMatchObject({ code: "INVALID_INPUT", message: expect.stringContaining(".aws") });
  expect(thrown(() => refuseHome("/", home))).toMatchObject({ code: "INVALID_INPUT" });
  expect(thrown(() => refuseHome(repository, home))).toBeUndefined();
});

test("a play's folder lies in memory where there is room, and where TMPDIR says otherwise there", () => {
  expect(temporaryPlace({ TMPDIR: tmpdir() })).toBe(tmpdir());
  expect(["/dev/shm", tmpdir()]).toContain(temporaryPlace({}));
});
