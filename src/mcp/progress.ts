import type { ServerNotification } from "@modelcontextprotocol/sdk/types.js";

/** A call tells of its progress only after this time, and then at most that often (ms). */
const quiet = 1000;
const pace = 250;

/** Progress of one call as MCP notifications; silent when the client gave no token. `end` must be called. */
export function reporter(token: string | number | undefined, send: (notification: ServerNotification) => Promise<void>) {
  let open = false;
  let latest: { message: string; done: number | undefined; total: number | undefined } | undefined;
  let sent = 0;
  const flush = () => {
    if (!open || latest === undefined || token === undefined) return;
    const { message, done, total } = latest;
    latest = undefined;
    open = false;
    timer = setTimeout(reopen, pace);
    // The value must grow with every notification, even where a tool starts counting anew.
    sent = Math.max(sent + 1e-6, done ?? sent + 1);
    const params = { progressToken: token, progress: sent, message, ...(total === undefined || total < sent ? {} : { total }) };
    void send({ method: "notifications/progress", params }).catch(() => undefined);
  };
  const reopen = () => {
    open = true;
    flush();
  };
  let timer = setTimeout(reopen, quiet);
  return {
    report(message: string, done?: number, total?: number): void {
      latest = { message, done, total };
      flush();
    },
    end(): void {
      clearTimeout(timer);
      latest = undefined;
      open = false;
    },
  };
}
