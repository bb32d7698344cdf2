import { createHash, randomBytes } from "node:crypto";

/**
 * Queues and topics of a run on a server that others use: the consumer says its own names, and the server keeps them under others
 * that nobody else has. So a run is apart from whatever the server holds.
 */
export interface Names {
  readonly onServer: (name: string) => string;
  /** Undefined: it is not of this run. */
  readonly forClient: (name: string) => string | undefined;
  /** A call of the consumer as it goes to the server: its body, and the path of its address. */
  readonly request: (target: string | undefined, body: string) => string;
  readonly path: (path: string) => string;
  /** An answer of the server as it goes to the consumer. */
  readonly answer: (body: string) => string;
}

const same = (text: string): string => text;
/** On a server of the run's own. */
export const plainNames: Names = { onServer: same, forClient: same, request: (_, body) => body, path: same, answer: same };

const mark = "gm-play-";
/** A name of ours with the moment of its making. */
export const newPrefix = (nowMs: number): string => `${mark}${nowMs.toString(36)}-${randomBytes(4).toString("hex")}-`;

const dayMs = 86_400_000;

/** Made by a run that was killed before it could take it away. */
export function isLeftOver(name: string, nowMs: number): boolean {
  const made = /^gm-play-([0-9a-z]{8})-[0-9a-f]{8}-/.exec(name)?.[1];
  return made !== undefined && nowMs - Number.parseInt(made, 36) > dayMs;
}

export function ownNames(prefix: string): Names {
  const onServer = (name: string): string => `${prefix}${name}`;
  const arns = (text: string): string => text.replaceAll(/(arn:[\w-]{1,20}:(?:sqs|sns):[\w-]{0,40}:\w{0,20}:)([\w.-])/g, `$1${prefix}$2`);
  const address = (text: string): string => text.replace(/([^/]+)\/?$/, onServer("$1"));

  /** The value of one field of a call. What messages hold stays as it is. */
  function field(name: string, value: string, action: string): string {
    if (name === "QueueName" || name === "QueueNamePrefix" || (name === "Name" && action === "CreateTopic")) return onServer(value);
    if (name === "QueueUrl") return address(value);
    const speaksOfOthers = /Arn$|^Endpoint$|^AttributeValue$|^Attributes?\.(?:entry\.)?\d+\.[Vv]alue$/.test(name);
    return speaksOfOthers ? arns(value) : value;
  }

  function json(action: string, body: string): string {
    const fields = JSON.parse(body === "" ? "{}" : body) as Record<string, unknown>;
    const named = Object.entries(fields).map(([name, value]) => {
      if (typeof value === "string") return [name, field(name, value, action)];
      if (name !== "Attributes" || typeof value !== "object" || value === null) return [name, value];
      return [name, Object.fromEntries(Object.entries(value).map(([key, each]) => [key, typeof each === "string" ? arns(each) : each]))];
    });
    return JSON.stringify(Object.fromEntries(named));
  }

  return {
    onServer,
    forClient: (name) => (name.startsWith(prefix) ? name.slice(prefix.length) : undefined),
    path: (path) => path.replace(/^(\/\w+\/)([\w.-]+)$/, `$1${prefix}$2`),
    request(target, body) {
      if (target !== undefined) return json(target.split(".")[1] ?? "", body);
      const form = new URLSearchParams(body);
      const action = form.get("Action");
      if (action === null) return body;
      return new URLSearchParams([...form].map(([name, value]): [string, string] => [name, field(name, value, action)])).toString();
    },
    answer: (body) => (body.includes(prefix) ? withSums(body, (text) => text.replaceAll(prefix, "")) : body),
  };
}

const sum = (body: string): string => createHash("md5").update(body).digest("hex");

/** A message of SNS tells its topic: its body changes, and so does the sum that clients check. */
function withSums(text: string, change: (text: string) => string): string {
  if (!text.includes('"MD5OfBody"')) return change(text);
  const { Messages = [], ...more } = JSON.parse(text) as { Messages?: { Body?: string }[] };
  const changed = Messages.map(({ Body = "", ...message }) => ({ ...message, Body: change(Body), MD5OfBody: sum(change(Body)) }));
  return JSON.stringify({ ...more, Messages: changed });
}
