import type { ChildProcess } from "node:child_process";
import { randomBytes, randomInt } from "node:crypto";
import type { Duplex } from "node:stream";
import { ToolError } from "../../tool.ts";
import type { Problem } from "../observation.ts";
import type { Order, Reply } from "../player/protocol.ts";
import { killHost } from "./fork.ts";
import { channelDescriptor, type FromHost, longestLine } from "./host-arguments.ts";
import { lineReader, opened, signed } from "./signed-lines.ts";

const nobody = (_message: FromHost): void => {};
/** A host that says nothing for so long is stuck itself. */
const silenceMs = 30_000;

/** One living host. After a problem it is gone. */
export interface Connection {
  readonly gone: boolean;
  /** The reply, or what ended the host first. Rejects with CANCELLED. */
  ask(order: (id: number) => Order, signal: AbortSignal): Promise<Reply | Problem>;
  end(): Promise<void>;
}

export function connectHost(child: ChildProcess): Connection {
  const channel = child.stdio[channelDescriptor] as Duplex;
  const key = randomBytes(32).toString("base64");
  let ended: Problem | undefined;
  let listen = nobody;
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
  const give = (message: string): void => {
    ended ??= { kind: "exited", message };
    killHost(child);
  };
  // A channel that breaks is the end of the host, which is told above.
  channel.on("error", () => killHost(child));
  channel.setEncoding("utf8");
  channel.on(
    "data",
    lineReader(
      longestLine,
      (line) => {
        if (ended !== undefined) return;
        const message = opened(key, line) as FromHost | undefined;
        if (message === undefined) give("The consumer wrote to a file descriptor that it did not open.");
        else listen(message);
      },
      () => give("The consumer left more behind than can be compared."),
    ),
  );
  channel.write(`${key}\n`);

  function ask(order: (id: number) => Order, signal: AbortSignal): Promise<Reply | Problem> {
    // No number that code under test could foresee.
    const id = randomInt(2 ** 47);
    return new Promise((resolve, reject) => {
      let silence = setTimeout(onSilence, silenceMs);
      function settle(): void {
        clearTimeout(silence);
        listen = nobody;
        signal.removeEventListener("abort", onAbort);
      }
      function finish(answer: Reply | Problem): void {
        settle();
        resolve(answer);
      }
      function onSilence(): void {
        give(`The process that runs the consumer was silent for ${silenceMs / 1000} s.`);
      }
      function onAbort(): void {
        killHost(child);
        settle();
        reject(new ToolError("CANCELLED", "The verification was cancelled.", "The caller cancelled while the consumer ran."));
      }
      if (signal.aborted) return onAbort();
      listen = (message) => {
        clearTimeout(silence);
        silence = setTimeout(onSilence, silenceMs);
        if (!("id" in message) || message.id !== id) return;
        if (message.worn) give("The process that runs the consumer has grown large.");
        finish(message);
      };
      signal.addEventListener("abort", onAbort, { once: true });
      void exited.then(() => finish(ended!));
      channel.write(signed(key, order(id)));
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
