import { bytesOf, type Dialect, textOf } from "./dialect.ts";

/** https://docs.spring.io/spring-kafka/reference/kafka/annotation-error-handling.html#dead-letters, retry topics included */
export const springKafka: Dialect = {
  id: "spring-kafka",
  read(headers) {
    const text = (name: string) => textOf(headers, `kafka_dlt-${name}`, `kafka_${name}`);
    const outer = text("exception-fqcn");
    const stack = text("exception-stacktrace");
    if (outer === undefined && stack === undefined) return undefined;
    // What the listener threw is the cause of the container's own exception.
    const errorClass = text("exception-cause-fqcn") ?? outer;
    const undecodable =
      /\.(DeserializationException|SerializationException)$/.test(errorClass ?? "") ||
      outer?.endsWith(".DeserializationException") === true;
    return {
      errorClass,
      errorMessage: text("exception-message"),
      stack,
      channel: text("original-topic"),
      consumer: text("original-consumer-group"),
      attempt: bytesOf(textOf(headers, "retry_topic-attempts")),
      ...(undecodable && { kind: "undecodable" as const }),
    };
  },
};

/** Spring Cloud Stream and Spring AMQP's RepublishMessageRecoverer: https://docs.spring.io/spring-amqp/reference/amqp/resilience-recovering-from-errors-and-broker-failures.html */
export const springRepublished: Dialect = {
  id: "spring-amqp",
  read(headers) {
    const stack = textOf(headers, "x-exception-stacktrace");
    const errorMessage = textOf(headers, "x-exception-message");
    if (stack === undefined && errorMessage === undefined) return undefined;
    const thrown = stack === undefined ? undefined : lastCause(stack.slice(0, 20_000));
    return {
      errorClass: textOf(headers, "x-exception-fqcn") ?? thrown,
      errorMessage,
      stack,
      channel: textOf(headers, "x-original-topic", "x-original-routingKey"),
    };
  },
};

/** The class that a Java stack begins with, or its innermost cause. */
function lastCause(stack: string): string | undefined {
  const classes = [...stack.matchAll(/^(?:Caused by: )?([A-Za-z_$][\w$.]{0,200}(?:Exception|Error|Throwable))(?::|\s|$)/gm)];
  return classes.at(-1)?.[1];
}
