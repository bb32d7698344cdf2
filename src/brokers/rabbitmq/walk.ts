import type { ConfirmChannel, ConsumeMessage } from "amqplib";
import { ToolError } from "../../tool.ts";
import { type Clock, sleep } from "../clock.ts";
import { depthOf } from "./depth.ts";
import { problem } from "./errors.ts";
import { ended, type Link, quietly } from "./link.ts";

export interface Step {
  readonly received: ConsumeMessage;
  /** Deletes it. */
  readonly ack: () => void;
}

/** Messages that wait here at most before they are looked at. */
const window = 500;
const [silenceMs, patienceMs, settlingMs] = [200, 10_000, 2000];

/**
 * Goes once through what a queue holds now, oldest first; whatever is not acknowledged is given back in its order at the end. Holds
 * few messages in memory: a consumer takes so many, and when all of them were seen another one beside it takes the next.
 */
export async function* walk(link: Link, queue: string, clock: Clock): AsyncGenerator<Step> {
  const { connection } = link.endpoint;
  const channel = await link.channel();
  const arrived: ConsumeMessage[] = [];
  let [wake, gone] = [(): void => undefined, false];
  channel.on("close", () => {
    gone = true;
    wake();
  });
  let [kept, credit] = [0, 0];
  try {
    const { ready } = await depthOf(channel, queue);
    for (let seen = 0; seen < ready; seen += 1) {
      if (arrived.length === 0 && kept >= credit) credit += await another();
      if (arrived.length === 0 && !(await more())) return;
      const received = arrived.shift()!;
      kept += 1;
      yield {
        received,
        ack() {
          kept -= 1;
          channel.ack(received);
        },
      };
    }
  } catch (error) {
    throw problem(connection, `going through ${queue}`, error);
  } finally {
    await giveBack(link, channel, queue, kept + arrived.length, clock);
  }

  async function another(): Promise<number> {
    await channel.prefetch(window);
    await channel.consume(queue, (received) => {
      if (received === null) gone = true;
      else arrived.push(received);
      wake();
    });
    return window;
  }

  /** Has the next one come? No: somebody else took the rest. */
  async function more(): Promise<boolean> {
    for (const deadline = clock.now() + patienceMs; clock.now() < deadline;) {
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (arrived.length > 0 || gone) resolve();
        else clock.at(clock.now() + silenceMs, resolve);
      });
      if (arrived.length > 0) return true;
      if (gone) throw new Error(`${queue} went away, or the connection to it.`);
      if ((await channel.checkQueue(queue)).messageCount === 0) return arrived.length > 0;
    }
    throw new ToolError("TIMEOUT", `${queue} gives nothing out.`, "Another consumer may have it for itself alone.");
  }
}

/** Resolves when the server counts them as ready again: until then nobody else would see them. */
async function giveBack(link: Link, channel: ConfirmChannel, queue: string, count: number, clock: Clock): Promise<void> {
  await ended(channel);
  if (count === 0) return;
  await quietly(async () => {
    const other = await link.channel();
    for (const deadline = clock.now() + settlingMs; clock.now() < deadline; await sleep(clock, 5)) {
      if ((await other.checkQueue(queue)).messageCount >= count) break;
    }
    await ended(other);
  });
}
