import { type Dialect, type Foreign, textOf } from "./dialect.ts";

const longest = 64 * 1024;

/** What the broker itself writes when it dead-letters: the reason, not the error. https://www.rabbitmq.com/docs/dlx#effects */
export const xDeath: Dialect = {
  id: "x-death",
  read(headers) {
    const newest = firstDeath(textOf(headers, "x-death"));
    const reason = textOf(headers, "x-last-death-reason") ?? newest?.reason ?? textOf(headers, "x-first-death-reason");
    const channel = textOf(headers, "x-last-death-queue") ?? newest?.queue ?? textOf(headers, "x-first-death-queue");
    if (reason === undefined) return undefined;
    return { errorClass: `x-death ${reason}`, channel, ...(reason === "delivery_limit" && { kind: "crash-loop" as const }) };
  },
};

/** The newest entry comes first. */
function firstDeath(text: string | undefined): { reason?: string; queue?: string } | undefined {
  if (text === undefined || text.length > longest) return undefined;
  try {
    const deaths: unknown = JSON.parse(text);
    const death: unknown = Array.isArray(deaths) ? deaths[0] : deaths;
    if (typeof death !== "object" || death === null) return undefined;
    const { reason, queue } = death as Record<string, unknown>;
    return { ...(typeof reason === "string" && { reason }), ...(typeof queue === "string" && { queue }) };
  } catch {
    return undefined;
  }
}

/** https://watermill.io/docs/middlewares/#poison */
export const watermill: Dialect = {
  id: "watermill",
  read(headers): Foreign | undefined {
    const errorMessage = textOf(headers, "reason_poisoned");
    if (errorMessage === undefined) return undefined;
    return { errorMessage, channel: textOf(headers, "topic_poisoned"), consumer: textOf(headers, "handler_poisoned") };
  },
};
