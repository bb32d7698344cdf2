import { ToolError } from "../../tool.ts";
import type { Held } from "../broker.ts";
import type { Clock } from "../clock.ts";
import type { Clients } from "./client.ts";
import { decode } from "./codec.ts";
import { isStale, isUnknownAction, isUnreachable } from "./errors.ts";
import { type Leased, leases } from "./lease.ts";
import type { Queues } from "./queues.ts";

/** A received message and what it says. */
export interface Seen {
  readonly held: Held;
  readonly leased: Leased;
}

const visibilityMs = 30_000;
const enoughMs = 15_000;
/** Two empty answers to long polls: then nothing is left that can be received. */
const emptyAnswers = 2;

/** Goes once through what a queue gives out, hides it meanwhile, and gives back at the end what was not taken. */
export function walker(clients: Clients, queues: Queues, clock: Clock) {
  const { sqs, ask } = clients;

  async function open(name: string) {
    const url = await queues.url(name);
    const lease = leases(clients, clock, url, visibilityMs);
    const seen = new Set<string>();
    const kept: Leased[] = [];

    async function receive(most: number, WaitTimeSeconds: number): Promise<Seen[]> {
      const { Messages = [] } = await ask(`ReceiveMessage ${name}`, () =>
        sqs.receiveMessage({
          QueueUrl: url,
          MaxNumberOfMessages: most,
          WaitTimeSeconds,
          VisibilityTimeout: visibilityMs / 1000,
          MessageSystemAttributeNames: ["All"],
          MessageAttributeNames: ["All"],
        }),
      );
      return Messages.map((message) => ({ held: decode(message), leased: lease.of(message) }));
    }

    /** Each message once; what comes again because its lease ended is hidden again. */
    async function* each(atMost: number): AsyncGenerator<Seen> {
      let [given, empty] = [0, 0];
      while (given < atMost && empty < emptyAnswers) {
        const batch = await receive(Math.min(10, atMost - given), empty === 0 ? 0 : 1);
        const fresh = batch.filter(({ held }) => !seen.has(held.id));
        kept.push(...batch.filter(({ held }) => seen.has(held.id)).map(({ leased }) => leased));
        empty = fresh.length === 0 ? empty + 1 : 0;
        for (const one of fresh) seen.add(one.held.id);
        given += fresh.length;
        const rest = [...fresh];
        try {
          for (let one = rest.shift(); one !== undefined; one = rest.shift()) {
            await keepHidden([one, ...rest]);
            if (lease.isOurs(one.leased)) yield one;
            else seen.delete(one.held.id);
          }
        } finally {
          kept.push(...rest.map(({ leased }) => leased));
        }
      }
    }

    /** A lease that ends soon is made longer before work on the next message begins; one that has ended is left. */
    async function keepHidden(all: readonly Seen[]): Promise<void> {
      const soon = all.filter(({ leased }) => lease.isOurs(leased) && leased.untilMs - clock.now() < enoughMs);
      for (const { leased } of soon)
        await lease.prolong(leased).catch((error: unknown) => {
          if (!isStale(error)) throw error;
          leased.untilMs = 0;
        });
    }

    return {
      each,
      keep: (leased: Leased) => void kept.push(leased),
      drop: lease.drop,
      /** What cannot be given back comes back by itself when its lease ends. */
      giveBack: () => lease.release(kept.filter(lease.isOurs)).catch(() => undefined),
    };
  }

  return {
    async *peek(name: string, atMost: number): AsyncGenerator<Held> {
      const walk = await open(name);
      try {
        for await (const { held, leased } of walk.each(atMost)) {
          walk.keep(leased);
          yield held;
        }
      } finally {
        await walk.giveBack();
      }
    },
    async take(name: string, wants: (held: Held) => boolean, handle: (held: Held) => Promise<void>): Promise<number> {
      await refuseWhileMoved(name);
      const walk = await open(name);
      let taken = 0;
      try {
        for await (const { held, leased } of walk.each(Infinity)) {
          if (!wants(held)) {
            walk.keep(leased);
            continue;
          }
          try {
            await handle(held);
          } catch (error) {
            walk.keep(leased);
            throw error;
          }
          await walk.drop(leased);
          taken += 1;
        }
        return taken;
      } finally {
        await walk.giveBack();
      }
    },
  };

  /** AWS moves the messages of a dead letter at somebody's request: both at once would send some of them twice. */
  async function refuseWhileMoved(name: string): Promise<void> {
    const SourceArn = (await queues.find(name))?.QueueArn;
    if (SourceArn === undefined) return;
    const running = await sqs
      .listMessageMoveTasks({ SourceArn, MaxResults: 1 })
      .then(({ Results = [] }) => Results.some(({ Status }) => Status === "RUNNING" || Status === "CANCELLING"))
      .catch((error: unknown) => {
        if (isUnknownAction(error) || !isUnreachable(error)) return false;
        return ask(`ListMessageMoveTasks ${name}`, () => Promise.reject(error as Error));
      });
    if (running)
      throw new ToolError(
        "INVALID_INPUT",
        `A message move task empties ${name} just now.`,
        "Both at once would send some messages twice. Nothing was sent.",
        "Wait until it has ended (aws sqs list-message-move-tasks), or cancel it, and call again.",
      );
  }
}
