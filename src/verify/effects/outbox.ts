import type { Published } from "../observation.ts";
import type { Gate, Point, Workshop } from "./gate.ts";

/** What consumers published through one client in this play, and the way there: each send is an effect. */
export interface Outbox {
  /** Sends in one request; resolves when the broker has it. `failure`: the client's own transient error. */
  readonly send: (messages: readonly Omit<Published, "sink">[], what: string, failure?: () => unknown) => Promise<void>;
  /** As `send`, on behalf of a gate that was taken before. */
  readonly sendAs: (
    gate: Gate | undefined,
    messages: readonly Omit<Published, "sink">[],
    what: string,
    failure?: () => unknown,
  ) => Promise<void>;
  readonly begin: () => void;
  readonly observe: () => { published: readonly Published[] };
}

export function createOutbox(workshop: Workshop, sink: string): Outbox {
  let published: Published[] = [];
  const outbox: Outbox = {
    send: (messages, what, failure) => outbox.sendAs(workshop.gate(), messages, what, failure),
    async sendAs(gate, messages, what, failure) {
      // What is sent is what it was at the call, whatever happens to the objects later.
      const kept = messages.map((message): Published => ({ sink, ...structuredClone(message) }));
      const apply = () => void published.push(...kept);
      const point: Point<void> = { sink, what, write: true, apply, ...(failure !== undefined && { failure }) };
      if (gate === undefined) apply();
      else await gate.pass(point);
    },
    begin: () => void (published = []),
    observe: () => ({ published }),
  };
  return outbox;
}
