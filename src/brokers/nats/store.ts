import type { JetStreamPublishOptions } from "nats";
import type { Message } from "../broker.ts";
import type { Link } from "./connection.ts";
import { encodeHeaders } from "./headers.ts";

const answerMs = 2000;
/** A connection that was cut is back by then. */
const tries = 10;

/**
 * Resolves when the server has stored it. What got no answer is sent again under the same id (or expectation), so that it is not
 * there twice.
 */
export async function store(
  { client, stream, connection }: Link,
  subject: string,
  message: Pick<Message, "key" | "headers" | "body">,
  options: Partial<JetStreamPublishOptions> = { msgID: client.nuid.next() },
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const headers = encodeHeaders(message, client.headers());
      await stream.publish(subject, message.body, { timeout: answerMs, ...options, headers });
      return;
    } catch (error) {
      const silent = (error as { code?: string }).code === client.ErrorCode.Timeout.valueOf();
      if (!silent || connection.isClosed() || attempt >= tries) throw error;
    }
  }
}
