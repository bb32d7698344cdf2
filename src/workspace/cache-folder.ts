import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/**
 * The user's own folder outside every repository.
 * https://specifications.freedesktop.org/basedir-spec/latest/: a relative path is not taken.
 */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>): string {
  const named = env["XDG_CACHE_HOME"];
  return join(named !== undefined && isAbsolute(named) ? named : join(env["HOME"] ?? homedir(), ".cache"), "godmode-event");
}
