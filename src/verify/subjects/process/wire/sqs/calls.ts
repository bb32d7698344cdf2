import { xmlText } from "./xml.ts";

/** A request to SQS or SNS, whichever of the two protocols it is written in. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-json-vs-query.html */
export interface Call {
  readonly action: string;
  readonly protocol: "json" | "query";
  /** sts: tells who asks, and keeps nothing · other: whatever else the same server offers. */
  readonly service: "sqs" | "sns" | "sts" | "other";
  /** Name of the queue, or of the topic. */
  readonly channel?: string;
  /** One for a single call, several for a batch. */
  readonly entries: readonly Entry[];
  readonly batch: boolean;
}

export interface Entry {
  readonly id: string;
  readonly receipt?: string;
  /** Seconds until it may come again. */
  readonly visibility?: number;
  readonly body?: string;
  readonly group?: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Undefined: something else than a call. */
export function callOf(target: string | undefined, body: string): Call | undefined {
  try {
    if (target !== undefined) {
      const [service, action = ""] = target.split(".");
      return jsonCall(action, service === "AmazonSQS" ? "sqs" : "other", JSON.parse(body === "" ? "{}" : body) as Fields);
    }
    const form = new URLSearchParams(body);
    const action = form.get("Action");
    return action === null ? undefined : queryCall(action, form);
  } catch {
    return undefined;
  }
}

type Fields = Record<string, unknown>;

/** Of the query protocol, by its version. */
const services = new Map<string, Call["service"]>([
  ["2012-11-05", "sqs"],
  ["2011-10-01", "sqs"],
  ["2010-03-31", "sns"],
  ["2011-06-15", "sts"],
]);

function serviceOf(version: string | undefined, action: string): Call["service"] {
  if (version !== undefined) return services.get(version) ?? "other";
  return /Publish|Subscri|Topic/.test(action) ? "sns" : "sqs";
}

function jsonCall(action: string, service: Call["service"], fields: Fields): Call {
  const batch = Array.isArray(fields["Entries"]);
  const listed = batch ? (fields["Entries"] as Fields[]) : [fields];
  const channel = nameIn(text(fields["QueueUrl"]) ?? text(fields["QueueName"]) ?? text(fields["TopicArn"]) ?? text(fields["Name"]));
  return { action, protocol: "json", service, batch, entries: listed.map(jsonEntry), ...(channel !== undefined && { channel }) };
}

function jsonEntry(fields: Fields): Entry {
  const attributes = (fields["MessageAttributes"] ?? {}) as Record<string, { StringValue?: unknown }>;
  const named = Object.entries(attributes).flatMap(([name, each]) =>
    typeof each?.StringValue === "string" ? [[name, each.StringValue]] : [],
  );
  return entryOf((name) => text(fields[name]), Object.fromEntries(named));
}

function queryCall(action: string, form: URLSearchParams): Call {
  const at = (name: string) => form.get(name) ?? undefined;
  const prefix = action.endsWith("Batch")
    ? action === "PublishBatch"
      ? "PublishBatchRequestEntries.member"
      : `${action}RequestEntry`
    : undefined;
  const entries: Entry[] = [];
  if (prefix === undefined) entries.push(entryOf(at, queryAttributes(at, "")));
  else
    for (let number = 1; at(`${prefix}.${number}.Id`) !== undefined; number += 1) {
      const start = `${prefix}.${number}.`;
      entries.push(entryOf((name) => at(`${start}${name}`), queryAttributes(at, start)));
    }
  const channel = nameIn(at("QueueUrl") ?? at("QueueName") ?? at("TopicArn") ?? at("Name"));
  const service = serviceOf(at("Version"), action);
  return { action, protocol: "query", service, batch: prefix !== undefined, entries, ...(channel !== undefined && { channel }) };
}

function queryAttributes(at: (name: string) => string | undefined, start: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const list of ["MessageAttribute", "MessageAttributes.entry"])
    for (let number = 1; ; number += 1) {
      const name = at(`${start}${list}.${number}.Name`);
      if (name === undefined) break;
      found[name] = at(`${start}${list}.${number}.Value.StringValue`) ?? "";
    }
  return found;
}

function entryOf(at: (name: string) => string | undefined, attributes: Record<string, string>): Entry {
  const [receipt, visibility, group] = [at("ReceiptHandle"), at("VisibilityTimeout"), at("MessageGroupId")];
  const body = at("MessageBody") ?? at("Message");
  return {
    id: at("Id") ?? "",
    attributes,
    ...(receipt !== undefined && { receipt }),
    ...(visibility !== undefined && { visibility: Number(visibility) }),
    ...(body !== undefined && { body }),
    ...(group !== undefined && { group }),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : undefined;
}

/** The last part of a QueueUrl or an ARN. */
function nameIn(address: string | undefined): string | undefined {
  return address?.split(/[/:]/).findLast((part) => part !== "");
}

export interface Received {
  readonly id: string;
  readonly receipt: string;
  readonly body: string;
}

interface Told {
  readonly status: number;
  readonly body: string;
}

interface JsonMessage {
  readonly MessageId?: string;
  readonly ReceiptHandle?: string;
  readonly Body?: string;
}

/** Messages that an answer to ReceiveMessage holds. */
export function receivedIn(protocol: Call["protocol"], { status, body }: Told): Received[] {
  if (status < 200 || status > 299) return [];
  if (protocol === "json")
    return messagesIn(body).map(({ MessageId = "", ReceiptHandle = "", Body = "" }) => ({
      id: MessageId,
      receipt: ReceiptHandle,
      body: Body,
    }));
  return body
    .split("<Message>")
    .slice(1)
    .map((part) => ({ id: xmlText(part, "MessageId"), receipt: xmlText(part, "ReceiptHandle"), body: xmlText(part, "Body") }));
}

/** The same answer without all other messages. */
export function onlyThose<T extends Told>(protocol: Call["protocol"], answer: T, receipts: readonly string[]): T {
  if (protocol === "json") {
    const Messages = messagesIn(answer.body).filter(({ ReceiptHandle = "" }) => receipts.includes(ReceiptHandle));
    return { ...answer, body: JSON.stringify(Messages.length === 0 ? {} : { Messages }) };
  }
  const end = "</Message>";
  const [head = "", ...parts] = answer.body.split("<Message>");
  const tail = parts.at(-1)?.slice(parts.at(-1)!.indexOf(end) + end.length) ?? "";
  const kept = parts.filter((part) => receipts.includes(xmlText(part, "ReceiptHandle")));
  return { ...answer, body: head + kept.map((part) => `<Message>${part.slice(0, part.indexOf(end))}${end}`).join("") + tail };
}

/** To ReceiveMessage: there are none. */
export function noneAnswer(protocol: Call["protocol"]) {
  const [type, body] =
    protocol === "json"
      ? (["application/x-amz-json-1.0", "{}"] as const)
      : (["text/xml", '<?xml version="1.0"?><ReceiveMessageResponse><ReceiveMessageResult/></ReceiveMessageResponse>'] as const);
  return { status: 200, headers: { "content-type": type }, body };
}

function messagesIn(body: string): readonly JsonMessage[] {
  const { Messages } = JSON.parse(body === "" ? "{}" : body) as { Messages?: readonly JsonMessage[] | null };
  return Messages ?? [];
}

/** The answer to a call that was carried out as far as the consumer can tell. */
export function doneAnswer({ action, protocol, batch, entries }: Call): { readonly type: string; readonly body: string } {
  if (protocol === "json")
    return {
      type: "application/x-amz-json-1.0",
      body: JSON.stringify(batch ? { Successful: entries.map(({ id }) => ({ Id: id })), Failed: [] } : {}),
    };
  const results = entries.map(({ id }) => `<${action}ResultEntry><Id>${id.replaceAll(/[<>&]/g, "")}</Id></${action}ResultEntry>`).join("");
  const result = batch ? `<${action}Result>${results}</${action}Result>` : "";
  const meta = "<ResponseMetadata><RequestId>00000000-0000-0000-0000-000000000000</RequestId></ResponseMetadata>";
  return { type: "text/xml", body: `<?xml version="1.0"?><${action}Response>${result}${meta}</${action}Response>` };
}
