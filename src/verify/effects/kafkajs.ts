import type { Instrument } from "./gate.ts";
import { createAdmin } from "./kafkajs/admin.ts";
import { createConsumers } from "./kafkajs/consumer.ts";
import { createProducer, type ProducerOptions } from "./kafkajs/producer.ts";
import { createOutbox } from "./outbox.ts";

/** Clients of `new Kafka()` that reach no broker: what they send is kept, what they would consume is handed over by the play. */
export const kafkajs: Instrument = {
  client: "kafkajs",
  docs: "https://kafka.js.org/docs/consuming",
  packages: ["kafkajs"],
  start(workshop) {
    const outbox = createOutbox(workshop, "kafka");
    const consumers = createConsumers(workshop);
    return {
      patch(exports) {
        const { Kafka, KafkaJSConnectionError } = exports as unknown as KafkaJs;
        const failure = () => new KafkaJSConnectionError("Connection error: read ECONNRESET", { code: "ECONNRESET" });
        Object.assign(Kafka.prototype, {
          producer(this: KafkaClient, options?: ProducerOptions) {
            return createProducer({ outbox, failure, logger: () => this.logger(), options, consumers });
          },
          consumer(this: KafkaClient, options?: { groupId?: string }) {
            return consumers.create(options, () => this.logger());
          },
          admin(this: KafkaClient) {
            return createAdmin(() => this.logger());
          },
        });
      },
      begin() {
        outbox.begin();
        consumers.begin();
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
  KafkaJSConnectionError: new (message: string, details: { code: string }) => Error;
}
