import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Every temporary folder of a test run, and the user's cache folder, lie below one folder, which goes with the run. */
export default function scratch(): () => void {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "godmode-event-test-")));
  process.env["TMPDIR"] = folder;
  process.env["XDG_CACHE_HOME"] = join(folder, "cache");
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
