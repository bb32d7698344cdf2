import type { Workshop } from "../gate.ts";
import { createOutbox, type Outgoing } from "../outbox.ts";
import { headersOf } from "../payload.ts";
import { attributesOf, nameOf } from "./attributes.ts";
import { createFifo } from "./fifo.ts";
import { type Service, unavailable } from "./operations.ts";

/** Topics that reach no AWS: what is published is kept. */
export function createSns(workshop: Workshop, client: string): Service {
  const outbox = createOutbox(workshop, client, "sns");
  const fifo = createFifo(() => workshop.now());
  const publish = async (topic: string, entries: readonly Entry[], what: string) => {
    await outbox.send(
      entries.map((entry) => ({
        ...outgoing(topic, entry),
        isNew: () => fifo.takes(topic, entry.MessageDeduplicationId, entry.Message ?? ""),
      })),
      `${what} ${topic}`,
      { failure: unavailable },
    );
    return entries.map(({ Id }) => ({ Id, MessageId: workshop.uuid() }));
  };
  const operations = {
    async Publish(input: Entry & { TopicArn?: string; TargetArn?: string }) {
      const [{ MessageId } = {}] = await publish(nameOf(input.TopicArn ?? input.TargetArn), [input], "Publish");
      return { MessageId };
    },
    PublishBatch: async ({
      TopicArn,
      PublishBatchRequestEntries = [],
    }: {
      TopicArn?: string;
      PublishBatchRequestEntries?: readonly Entry[];
    }) => ({
      Successful: await publish(nameOf(TopicArn), PublishBatchRequestEntries, "PublishBatch"),
      Failed: [],
    }),
    CreateTopic: ({ Name = "topic" }: { Name?: string }) => ({ TopicArn: `arn:aws:sns:us-east-1:000000000000:${Name}` }),
  };
  return {
    operations,
    begin() {
      outbox.begin();
      fifo.begin();
    },
    observe: outbox.observe,
  };
}

interface Entry {
  readonly Id?: string;
  readonly Message?: string;
  readonly Subject?: string;
  readonly PhoneNumber?: string;
  readonly MessageGroupId?: string;
  readonly MessageDeduplicationId?: string;
  readonly MessageAttributes?: Parameters<typeof attributesOf>[0];
}

function outgoing(topic: string, entry: Entry): Outgoing {
  const { Message, Subject, PhoneNumber, MessageGroupId, MessageDeduplicationId, MessageAttributes } = entry;
  return {
    topic,
    ...(MessageGroupId !== undefined && { key: MessageGroupId }),
    headers: headersOf([...attributesOf(MessageAttributes), ...Object.entries({ Subject, PhoneNumber, MessageDeduplicationId })]),
    value: Message,
    routes: [],
  };
}
