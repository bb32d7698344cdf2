import { type Dialect, naturalOf, textOf, timeOf } from "./dialect.ts";

/** https://masstransit.io/documentation/concepts/exceptions */
export const massTransit: Dialect = {
  id: "masstransit",
  read(headers) {
    const text = (name: string) => textOf(headers, `MT-Fault-${name}`);
    const errorClass = text("ExceptionType");
    const errorMessage = text("Message");
    if (errorClass === undefined && errorMessage === undefined) return undefined;
    const retries = naturalOf(text("RetryCount"));
    return {
      errorClass,
      errorMessage,
      stack: text("StackTrace"),
      channel: lastPart(text("InputAddress")),
      consumer: text("ConsumerType"),
      failedAtMs: timeOf(text("Timestamp")),
      ...(retries !== undefined && { attempt: retries + 1 }),
      ...(errorClass?.endsWith("SerializationException") && { kind: "undecodable" as const }),
    };
  },
};

/** `rabbitmq://host/vhost/queue?durable=true` */
function lastPart(address: string | undefined): string | undefined {
  return address?.split("?")[0]!.split("/").at(-1);
}

/** https://docs.particular.net/nservicebus/messaging/headers#fault-headers */
export const nServiceBus: Dialect = {
  id: "nservicebus",
  read(headers) {
    const text = (name: string) => textOf(headers, `NServiceBus.ExceptionInfo.${name}`);
    const errorClass = text("ExceptionType");
    if (errorClass === undefined) return undefined;
    return {
      errorClass: text("InnerExceptionType") ?? errorClass,
      errorMessage: text("Message"),
      stack: text("StackTrace"),
      channel: textOf(headers, "NServiceBus.FailedQ")?.split("@")[0],
      consumer: textOf(headers, "NServiceBus.ProcessingEndpoint"),
      failedAtMs: wireTime(textOf(headers, "NServiceBus.TimeOfFailure")),
      ...(/Deserialization/.test(errorClass) && { kind: "undecodable" as const }),
    };
  },
};

/** `2026-11-24 10:15:30:123456 Z` */
function wireTime(text: string | undefined): number | undefined {
  const parts = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d):(\d{3})\d{0,6} Z$/.exec(text ?? "");
  return parts === null ? undefined : timeOf(`${parts[1]}T${parts[2]}.${parts[3]}Z`);
}
