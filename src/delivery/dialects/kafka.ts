import { bytesOf, type Dialect, naturalOf, textOf } from "./dialect.ts";

/** https://kafka.apache.org/documentation/#connect_errorreporting with `errors.deadletterqueue.context.headers.enable` */
export const kafkaConnect: Dialect = {
  id: "kafka-connect",
  read(headers) {
    const text = (name: string) => textOf(headers, `__connect.errors.${name}`);
    const errorClass = text("exception.class.name");
    const stage = text("stage");
    if (errorClass === undefined && stage === undefined) return undefined;
    return {
      errorClass,
      errorMessage: text("exception.message"),
      stack: text("exception.stacktrace"),
      channel: text("topic"),
      consumer: text("connector.name"),
      ...(stage?.endsWith("_CONVERTER") && { kind: "undecodable" as const }),
    };
  },
};

/** Dead letters of share groups: https://cwiki.apache.org/confluence/display/KAFKA/KIP-1191%3A+Dead-letter+queues+for+share+groups */
export const shareGroup: Dialect = {
  id: "kafka-share-group",
  read(headers) {
    const text = (name: string) => textOf(headers, `__dlq.errors.${name}`);
    const channel = text("topic");
    const consumer = text("group");
    if (channel === undefined && consumer === undefined) return undefined;
    const attempt = naturalOf(text("delivery.count")) ?? bytesOf(text("delivery.count"));
    return { errorMessage: text("message"), channel, consumer, attempt };
  },
};
