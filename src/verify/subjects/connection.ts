import type { ChildProcess } from "node:child_process";
import { ToolError } from "../../tool.ts";
import type { Problem } from "../observation.ts";
import type { Order, Reply } from "../player/protocol.ts";
import { killHost } from "./fork.ts";
import type { FromHost } from "./host-arguments.ts";

/** A host that says nothing for so long is stuck itself. */
const silenceMs = 30_000;

/** One living host. After a problem it is gone. */
export interface Connection {
  readonly gone: boolean;
  /** The reply, or what ended the host first. Rejects with CANCELLED. */
  ask(order: Order, signal: AbortSignal): Promise<Reply | Problem>;
  end(): Promise<void>;
}

export function connectHost(child: ChildProcess): Connection {
  let ended: Problem | undefined;
  const exited = new Promise<void>((resolve) => {
    child.once("exit", (code, by) => {
      const how = by === null ? `with code ${code}` : `by ${by}`;
      ended ??= { kind: "exited", message: `The process that runs the consumer ended ${how}.` };
      resolve();
    });
    child.once("error", (error) => {
      ended ??= { kind: "exited", message: `The process that runs the consumer did not start: ${error.message}.` };
      resolve();
    });
  });

  function ask(order: Order, signal: AbortSignal): Promise<Reply | Problem> {
    return new Promise((resolve, reject) => {
      let silence = setTimeout(onSilence, silenceMs);
      function settle(): void {
        clearTimeout(silence);
        child.off("message", onMessage);
        signal.removeEventListener("abort", onAbort);
      }
      function finish(answer: Reply | Problem): void {
        settle();
        resolve(answer);
      }
      function onMessage(message: FromHost): void {
        clearTimeout(silence);
        silence = setTimeout(onSilence, silenceMs);
        if ("id" in message && message.id === order.id) finish(message);
      }
      function onSilence(): void {
        ended ??= { kind: "exited", message: `The process that runs the consumer was silent for ${silenceMs / 1000} s.` };
        killHost(child);
        finish(ended);
      }
      function onAbort(): void {
        killHost(child);
        settle();
        reject(new ToolError("CANCELLED", "The verification was cancelled.", "The caller cancelled while the consumer ran."));
      }
      if (signal.aborted) return onAbort();
      child.on("message", onMessage);
      signal.addEventListener("abort", onAbort, { once: true });
      void exited.then(() => finish(ended!));
      child.send(order, (error) => error && killHost(child));
    });
  }

  return {
    get gone() {
      return ended !== undefined;
    },
    ask,
    async end() {
      killHost(child);
      await exited;
    },
  };
}
