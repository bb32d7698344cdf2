import { nameOf } from "./aws/attributes.ts";
import { replaceSend, unavailable } from "./aws/operations.ts";
import type { Instrument } from "./gate.ts";
import { createOutbox, type Outgoing } from "./outbox.ts";
import { headersOf } from "./payload.ts";
import { awsLibrary, eventBridgeOperationNames } from "./stand-ins/aws.ts";
import { offer, standInText } from "./stand-ins/stand-in.ts";

/** Event buses that reach no AWS: what is put is kept. */
export const awsEventBridge: Instrument = {
  client: "@aws-sdk/client-eventbridge",
  docs: "https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/client/eventbridge/",
  packages: ["@aws-sdk/client-eventbridge"],
  standIn: (specifier) =>
    specifier === "@aws-sdk/client-eventbridge"
      ? standInText(specifier, Object.keys(awsLibrary("EventBridge", eventBridgeOperationNames)))
      : undefined,
  start(workshop) {
    const outbox = createOutbox(workshop, "@aws-sdk/client-eventbridge", "eventbridge");
    const operations = {
      async PutEvents({ Entries = [] }: { Entries?: readonly Entry[] }) {
        const buses = [...new Set(Entries.map(busOf))].join(", ");
        await outbox.send(Entries.map(outgoing), `PutEvents ${buses}`, { failure: unavailable });
        return { FailedEntryCount: 0, Entries: Entries.map(() => ({ EventId: workshop.uuid() })) };
      },
    };
    const patch = (exports: Record<string, unknown>): void => replaceSend(exports["EventBridgeClient"], operations);
    offer(workshop, "@aws-sdk/client-eventbridge", awsLibrary("EventBridge", eventBridgeOperationNames), patch);
    return {
      patch,
      begin: outbox.begin,
      observe: outbox.observe,
    };
  },
};

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
