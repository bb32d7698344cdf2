import { sqsMessage } from "../../player/shapes/sqs.ts";
import type { Delivered, Gate, Workshop } from "../gate.ts";
import { createPolls, type Polls } from "../polls.ts";
import { createSettlement, type Settlement } from "../settlement.ts";
import { nameOf } from "./attributes.ts";

interface Receive {
  readonly QueueUrl?: string;
  readonly MaxNumberOfMessages?: number;
  readonly AttributeNames?: readonly string[];
  readonly MessageSystemAttributeNames?: readonly string[];
  readonly MessageAttributeNames?: readonly string[];
}

/** The receiving half: a poll is answered by what the play delivers. */
export interface Queues {
  /** Waits until there is something, as a long poll does; the play decides what time it is. */
  readonly receive: (request: Receive) => Promise<{ Messages: object[] }>;
  readonly settle: (receipt: string | undefined, how: "ack" | "refuse") => void;
  readonly begin: () => void;
}

export function createQueues(workshop: Workshop, client: string): Queues {
  /** By the gate of the instance, by queue: a dead instance that polls on takes nothing from the one in its place. */
  const pollers = new Map<Gate | undefined, Map<string, Polls<Delivered>>>();
  const receipts = new Map<string, { settlement: Settlement; position: number }>();

  const subscribe = (queue: string, many: boolean): Polls<Delivered> => {
    const polls = createPolls<Delivered>();
    workshop.subscribe({
      client,
      channel: queue,
      batch: many,
      deliver(messages, acked) {
        const settlement = createSettlement(messages.length, acked);
        for (const [position, message] of messages.entries()) receipts.set(sqsMessage(message).ReceiptHandle, { settlement, position });
        return polls.handOver(messages, settlement);
      },
      stalled: polls.stalled,
    });
    return polls;
  };

  return {
    async receive(request) {
      const gate = workshop.gate();
      const queue = nameOf(request.QueueUrl);
      const most = request.MaxNumberOfMessages ?? 1;
      const known = pollers.get(gate) ?? new Map<string, Polls<Delivered>>();
      pollers.set(gate, known);
      const polls = known.get(queue) ?? subscribe(queue, most > 1);
      known.set(queue, polls);
      return { Messages: (await polls.poll(most)).map((message) => received(message, request)) };
    },
    settle(receipt, how) {
      const place = receipts.get(receipt ?? "");
      place?.settlement[how](place.position);
    },
    begin() {
      pollers.clear();
      receipts.clear();
    },
  };
}

/** Attributes are there only when they were asked for. */
function received(delivered: Delivered, request: Receive): object {
  const { Attributes, MessageAttributes, ...message } = sqsMessage(delivered);
  const asked = [...(request.AttributeNames ?? []), ...(request.MessageSystemAttributeNames ?? [])];
  const some = Object.fromEntries(Object.entries(Attributes).filter(([name]) => asked.includes("All") || asked.includes(name)));
  const own = Object.keys(MessageAttributes).length > 0 && (request.MessageAttributeNames?.length ?? 0) > 0;
  return { ...message, ...(Object.keys(some).length > 0 && { Attributes: some }), ...(own && { MessageAttributes }) };
}
