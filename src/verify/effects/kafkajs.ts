import type { Instrument } from "./gate.ts";
import { createAdmin } from "./kafkajs/admin.ts";
import { createConsumer } from "./kafkajs/consumer.ts";
import { createProducer, type Offsets, type ProducerOptions } from "./kafkajs/producer.ts";
import { createOutbox } from "./outbox.ts";
import { kafkajsLibrary, kafkajsNames } from "./stand-ins/kafkajs.ts";
import { offer, standInText } from "./stand-ins/stand-in.ts";

/** Clients of `new Kafka()` that reach no broker: what they send is kept, what they would consume is handed over by the play. */
export const kafkajs: Instrument = {
  client: "kafkajs",
  docs: "https://kafka.js.org/docs/consuming",
  packages: ["kafkajs"],
  standIn: (specifier) => (specifier === "kafkajs" ? standInText(specifier, kafkajsNames) : undefined),
  start(workshop) {
    const outbox = createOutbox(workshop, "kafkajs", "kafka");
    let consumers: ReturnType<typeof createConsumer>[] = [];
    const commit = ({ consumerGroupId, topics }: Offsets): void => {
      for (const { topic, partitions } of topics)
        for (const place of partitions)
          for (const each of consumers) if (each.groupId === consumerGroupId) each.commit({ topic, ...place });
    };
    const patch = (exports: Record<string, unknown>): void => {
      const { Kafka, KafkaJSConnectionError, KafkaJSNonRetriableError } = exports as unknown as Partial<KafkaJs>;
      // A file inside of the package.
      if (Kafka === undefined || KafkaJSConnectionError === undefined || KafkaJSNonRetriableError === undefined) return;
      const failure = () => new KafkaJSConnectionError("Connection error: read ECONNRESET", { code: "ECONNRESET" });
      Object.assign(Kafka.prototype, {
        producer(this: KafkaClient, options?: ProducerOptions) {
          return createProducer({ outbox, failure, logger: () => this.logger(), options, commit });
        },
        consumer(this: KafkaClient, options?: { groupId?: string }) {
          if (!options?.groupId) throw new KafkaJSNonRetriableError("Consumer groupId must be a non-empty string.");
          const made = createConsumer(workshop, options.groupId, () => this.logger());
          consumers.push(made);
          return made.consumer;
        },
        admin(this: KafkaClient) {
          return createAdmin(() => this.logger());
        },
      });
    };
    offer(workshop, "kafkajs", kafkajsLibrary(), patch);
    return {
      patch,
      begin() {
        outbox.begin();
        consumers = [];
      },
      observe: outbox.observe,
    };
  },
};

interface KafkaClient {
  logger(): unknown;
}

interface KafkaJs {
  Kafka: { prototype: KafkaClient };
  KafkaJSNonRetriableError: new (message: string) => Error;
  KafkaJSConnectionError: new (message: string, details: { code: string }) => Error;
}
