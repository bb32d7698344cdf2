import { endpointOf } from "../../brokers/rabbitmq/address.ts";
import type { Address } from "../../brokers/broker.ts";
import { failureChannels } from "../../loop/dead-letters.ts";
import type { SystemMap } from "../../model/system.ts";
import { type ToolContext, ToolError } from "../../tool.ts";
import type { Place } from "../../verify/subjects/process/wire/place.ts";
import { channelName } from "../connections/channel-name.ts";
import { addressOf, type Named } from "../connections/connection.ts";
import type { Target } from "./target.ts";

export const ports: Readonly<Record<string, number>> = { kafka: 9092, rabbitmq: 5672, nats: 4222, sqs: 80 };
const schemes: Readonly<Record<string, string>> = { kafka: "kafka:", rabbitmq: "amqp:", nats: "nats:", sqs: "http:" };

/**
 * The server of a connection as a run speaks to it: in clear, as nobody or with user and password. Whatever would have to be left
 * out of what the connection says is refused, so that nothing goes out less protected than its owner wants.
 */
export function placeOf(
  kind: string,
  named: Named,
  { detected, how }: Pick<Target, "detected" | "how">,
  map: SystemMap,
  env: ToolContext["env"],
): Place {
  const address = addressOf(named, env);
  const urls = urlsOf(kind, named.name, address.url);
  const [url] = urls as [URL];
  const user = address.user ?? decoded(named.name, url.username);
  const password = address.password ?? decoded(named.name, url.password);
  const unspoken = unspokenIn(kind, urls, { ...address, ...(user !== undefined && { user }), ...(password !== undefined && { password }) });
  if (unspoken !== undefined) throw refused(named.name, kind, unspoken);
  const { isDead, isRetry } = failureChannels(map);
  const [channel] = [detected?.channel ?? []].flat();
  const own = {
    user,
    password,
    ...(kind === "rabbitmq" && rabbitOf(named.name, address, url.href)),
    region: address.region,
    channel: channel && channelName(channel, how.env),
    group: detected?.group ?? undefined,
  };
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: Number(url.port) || ports[kind]!,
    private: false,
    isDead,
    isRetry,
    ...(Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)) as Partial<Place>),
  };
}

/** Several servers of one cluster. AWS itself has no url. */
function urlsOf(kind: string, connection: string, text: string = kind === "sqs" ? "https://amazonaws.com" : ""): URL[] {
  if (text.trim() === "") throw wrong(connection, "It has no url.");
  try {
    return text.split(",").map((each) => new URL(/^\s*[a-z][a-z+.-]*:\/\//i.test(each) ? each : `${schemes[kind]}//${each.trim()}`));
  } catch {
    throw wrong(connection, "Its url is no address.");
  }
}

function unspokenIn(kind: string, urls: readonly URL[], address: Address): string | undefined {
  const { tls, mechanism = "plain", credentials, management, user, password } = address;
  const other = urls.find(({ protocol }) => protocol !== schemes[kind]);
  if (tls !== undefined) return "TLS";
  if (other !== undefined) return `${other.protocol}//`;
  if (mechanism !== "plain") return `the mechanism ${mechanism}`;
  if (credentials !== undefined) return "a credentials file, seed or token";
  if (kind === "nats" && user !== undefined && password === undefined) return "a token";
  return management !== undefined && /^https:/i.test(management.trim()) ? "TLS for its management" : undefined;
}

/** User and password go in a header of their own: an address that holds them is refused by the client, with the address. */
function rabbitOf(connection: string, address: Address, url: string): Pick<Place, "vhost" | "management"> {
  const { vhost, management } = endpointOf({ connection, address: { ...address, url } });
  if (management.username !== "" || management.password !== "")
    throw wrong(connection, "Its management address holds user or password.", "Give them as user and password of the connection.");
  return { vhost, management: management.href };
}

function decoded(connection: string, text: string): string | undefined {
  if (text === "") return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    throw wrong(connection, "A part of its url is not percent-encoded.");
  }
}

function wrong(connection: string, why: string, how = "Correct it in connections of .godmode/event.json."): ToolError {
  return new ToolError("INVALID_INPUT", `The connection ${connection} cannot be used.`, why, how);
}

function refused(connection: string, kind: string, what: string): ToolError {
  return new ToolError(
    "UNSUPPORTED",
    `The connection ${connection} wants ${what}, and a consumer's process is run on a ${kind} server that is spoken to without it.`,
    "Nothing was sent: it would go out less protected than the connection says.",
    "Name a server of the run's own as broker beside the command, without TLS, and with no user or with user and password.",
  );
}
