import type { Workshop } from "../gate.ts";
import { createOutbox, type Outgoing } from "../outbox.ts";
import { headersOf } from "../payload.ts";
import { nameOf } from "./attributes.ts";
import { type Service, unavailable } from "./operations.ts";

/** Event buses that reach no AWS: what is put is kept. */
export function createEventBridge(workshop: Workshop, client: string): Service {
  const outbox = createOutbox(workshop, client, "eventbridge");
  const operations = {
    async PutEvents({ Entries = [] }: { Entries?: readonly Entry[] }) {
      const buses = [...new Set(Entries.map(busOf))].join(", ");
      await outbox.send(Entries.map(outgoing), `PutEvents ${buses}`, { failure: unavailable });
      return { FailedEntryCount: 0, Entries: Entries.map(() => ({ EventId: workshop.uuid() })) };
    },
  };
  return { operations, begin: outbox.begin, observe: outbox.observe };
}

interface Entry {
  readonly EventBusName?: string;
  readonly Source?: string;
  readonly DetailType?: string;
  readonly Detail?: string;
}

const busOf = ({ EventBusName }: Entry) => nameOf(EventBusName ?? "default");

function outgoing(entry: Entry): Outgoing {
  const { Source, DetailType, Detail } = entry;
  return { topic: busOf(entry), headers: headersOf(Object.entries({ Source, DetailType })), value: Detail, routes: [] };
}
