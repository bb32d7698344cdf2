import { getCallSites } from "node:util";
import type { Place } from "./places.ts";

const named = /\.log(\.\d+)?$|(^|[\\/])logs?([\\/]|$)/i;
const loggers =
  /[\\/]node_modules[\\/](@[^\\/]+[\\/])?(winston[\w-]*|pino[\w-]*|sonic-boom|thread-stream|bunyan[\w-]*|log4js|streamroller|file-stream-rotator|rotating-file-stream|roarr|tslog|logform)[\\/]/;

/**
 * Files that a logging library writes. A log line that comes twice is no effect done twice: they are neither points nor
 * observed. What the consumer itself writes, whatever it is called, is.
 */
export function createLogs(told: (path: string) => void) {
  const logs = new Map<string, boolean>();
  return {
    /** Asked where a file is opened or appended to, while the caller is still on the stack. */
    isLog(place: Place): boolean {
      if (!named.test(place.path)) return false;
      if (logs.get(place.path) === true) return true;
      const found = getCallSites(30).some(({ scriptName }) => loggers.test(scriptName));
      if (found && /\.log/i.test(place.path)) told(place.path);
      logs.set(place.path, found);
      return found;
    },
    has: (path: string): boolean => logs.get(path) === true,
  };
}

export type Logs = ReturnType<typeof createLogs>;
