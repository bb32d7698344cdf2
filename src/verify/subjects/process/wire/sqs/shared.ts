import { ProtocolError } from "../protocol-error.ts";
import type { Call } from "./calls.ts";
import type { Queues } from "./queues.ts";

/** On a server that others use: rejects where a call would change what was there before. It must not be forwarded then. */
export async function keepApart(call: Call | undefined, body: string, queues: Queues): Promise<void> {
  const { action = "something else than SQS and SNS", service = "other", channel } = call ?? {};
  if (service === "sts" || /^(?:List|Get)[A-Z]/.test(action)) return;
  // A dead letter of others would be given what the test cannot handle.
  const target = /deadLetterTargetArn[^a-z]{1,12}arn:[\w:-]{1,80}:([\w.-]{1,80})/.exec(plain(body))?.[1];
  if (target !== undefined) await queues.ensure(target);
  if (channel === undefined || service === "other" || action === "Subscribe")
    throw new ProtocolError(
      `It asks for ${action}, on a server that others use: that is not let through. Give the run a server of its own.`,
    );
  if (service === "sns") return queues.ensureTopic(channel);
  await (action === "CreateQueue" ? queues.claim(channel) : queues.ensure(channel));
}

function plain(body: string): string {
  try {
    return decodeURIComponent(body);
  } catch {
    return body;
  }
}
