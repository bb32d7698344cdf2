import { mkdirSync } from "node:fs";
import { join } from "node:path";

/** Each worker has a folder for temporary files of its own, so that a test may count what it finds there. */
const folder = process.env["GODMODE_EVENT_TEST_RUN"];
if (folder !== undefined) {
  process.env["TMPDIR"] = join(folder, `w${process.env["VITEST_POOL_ID"] ?? "0"}`);
  mkdirSync(process.env["TMPDIR"], { recursive: true });
}
