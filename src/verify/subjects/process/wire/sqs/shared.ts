import { ProtocolError } from "../protocol-error.ts";
import type { Call } from "./calls.ts";
import type { Queues } from "./queues.ts";

/**
 * On a server that others use: what a call names is made under a name of the run's own. Rejects where a call says something else than
 * names, or lets the server send to others: it must not be forwarded then.
 */
export async function keepApart(call: Call | undefined, body: string, queues: Queues): Promise<void> {
  const { action = "something else than SQS and SNS", service = "other", channel } = call ?? {};
  if (service === "sts" || /^(?:List|Get)[A-Z]/.test(action)) return;
  const target = /deadLetterTargetArn[^a-z]{1,12}arn:[\w:-]{1,80}:([\w.-]{1,80})/.exec(plain(body))?.[1];
  if (target !== undefined) await queues.ensure(target);
  if (channel === undefined || service === "other" || (action === "Subscribe" && !/(?:^|&)Protocol=sqs(?:&|$)/.test(body)))
    throw new ProtocolError(
      `It asks for ${action}, on a server that others use: that is not let through. Give the run a server of its own.`,
    );
  if (service === "sns") return queues.ensureTopic(channel);
  if (action === "CreateQueue") queues.claim(channel);
  else await queues.ensure(channel);
}

function plain(body: string): string {
  try {
    return decodeURIComponent(body);
  } catch {
    return body;
  }
}
