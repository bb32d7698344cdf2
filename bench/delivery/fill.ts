import { SQSClient, GetQueueUrlCommand, SendMessageBatchCommand } from "@aws-sdk/client-sqs";
import { connect as connectAmqp } from "amqplib";
import { Kafka, logLevel, Partitioners } from "kafkajs";
import { connect as connectNats, headers as newHeaders } from "nats";
import type { BrokerKind, Running } from "./clients.ts";

export interface Content {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: (index: number) => string;
}
type Fill = (server: Running, channel: string, content: Content, count: number, first?: number) => Promise<void>;

export const deadLetters: Content = {
  headers: { "gm-error-kind": "exhausted", "gm-error-class": "TypeError", "gm-error-message": "x is not a function" },
  body: (index) => JSON.stringify({ event_id: `bench-${index}`, data: "x".repeat(200) }),
};

/** Messages in great numbers, by each client's fastest way. */
export const fill: Readonly<Record<BrokerKind, Fill>> = {
  async kafka({ env }, topic, { headers, body }, count, first = 0) {
    const producer = new Kafka({ brokers: [env["KAFKA_BROKERS"]!], logLevel: logLevel.NOTHING }).producer({
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    await producer.connect();
    for (const some of portions(first, count, 2000))
      await producer.send({ topic, acks: -1, messages: some.map((index) => ({ value: body(index), headers })) });
    await producer.disconnect();
  },
  async rabbitmq({ env }, queue, { headers, body }, count, first = 0) {
    const connection = await connectAmqp(env["AMQP_URL"]!);
    const channel = await connection.createConfirmChannel();
    for (const some of portions(first, count, 2000)) {
      for (const index of some) channel.sendToQueue(queue, Buffer.from(body(index)), { headers, persistent: true });
      await channel.waitForConfirms();
    }
    await connection.close();
  },
  async sqs({ env }, queue, { headers, body }, count, first = 0) {
    const credentials = { accessKeyId: env["AWS_ACCESS_KEY_ID"]!, secretAccessKey: env["AWS_SECRET_ACCESS_KEY"]! };
    const sqs = new SQSClient({ endpoint: env["AWS_ENDPOINT_URL"]!, region: env["AWS_REGION"]!, credentials });
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: queue }));
    const gm = { DataType: "String", StringValue: JSON.stringify({ h: headers }) };
    for (const some of portions(first, count, 10)) {
      const Entries = some.map((index) => ({ Id: String(index), MessageBody: body(index), MessageAttributes: { gm } }));
      await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    }
    sqs.destroy();
  },
  async nats({ env }, subject, { headers, body }, count, first = 0) {
    const connection = await connectNats({ servers: env["NATS_URL"]! });
    const jetstream = connection.jetstream();
    for (const some of portions(first, count, 500)) {
      const sent = some.map((index) => {
        const carried = newHeaders();
        for (const [name, value] of Object.entries(headers)) carried.set(name, value);
        return jetstream.publish(isDeadLetter(subject) ? `${subject}.${index + 1}` : subject, body(index), {
          headers: carried,
          timeout: 60_000,
        });
      });
      await Promise.all(sent);
    }
    await connection.close();
  },
};

function* portions(first: number, count: number, size: number): Generator<number[]> {
  for (let from = first; from < first + count; from += size)
    yield Array.from({ length: Math.min(size, first + count - from) }, (_, index) => from + index);
}

/** On NATS each dead letter has a subject of its own. */
function isDeadLetter(subject: string): boolean {
  return subject.startsWith("dlq.");
}
