import { chmodSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endRun } from "./servers/servers.ts";

/** Every temporary folder of a test run, and the user's cache folder, lie below one folder, which goes with the run; so do its servers. */
export default function scratch(): () => Promise<void> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "godmode-event-test-")));
  // A database server that is not run as root must get through.
  chmodSync(folder, 0o711);
  process.env["TMPDIR"] = folder;
  process.env["XDG_CACHE_HOME"] = join(folder, "cache");
  process.env["GODMODE_EVENT_TEST_RUN"] = folder;
  return async () => {
    await endRun(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
}
