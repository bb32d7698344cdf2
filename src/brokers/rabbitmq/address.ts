import { ToolError } from "../../tool.ts";
import type { Address, Opening } from "../broker.ts";

export interface Endpoint {
  readonly connection: string;
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string };
  readonly host: string;
  readonly port: number;
  readonly vhost: string;
  readonly user: string;
  readonly password: string;
  readonly management: URL;
  /** Tells servers and virtual hosts apart inside this process. */
  readonly place: string;
}

/** https://www.rabbitmq.com/docs/uri-spec, and the ports of https://www.rabbitmq.com/docs/networking#ports */
export function endpointOf({ connection, address = {} }: Pick<Opening, "connection" | "address">): Endpoint {
  const url = parsed(connection, "url", address.url ?? "amqp://localhost");
  if (url.protocol !== "amqp:" && url.protocol !== "amqps:") throw wrong(connection, "url", "it begins with neither amqp:// nor amqps://");
  const secure = url.protocol === "amqps:" || address.tls !== undefined;
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1") || "localhost";
  const port = Number(url.port) || (secure ? 5671 : 5672);
  const vhost = vhostOf(connection, url.pathname);
  const management = parsed(
    connection,
    "management",
    address.management ?? `http${secure ? "s" : ""}://${url.hostname || "localhost"}:${secure ? 15671 : 15672}`,
  );
  if (!/^https?:$/.test(management.protocol)) throw wrong(connection, "management", "it begins with neither http:// nor https://");
  return {
    connection,
    ...(secure && { tls: address.tls ?? {} }),
    host,
    port,
    vhost,
    user: address.user ?? (decoded(connection, url.username) || "guest"),
    password: address.password ?? (decoded(connection, url.password) || "guest"),
    management,
    place: `${host}:${port}/${vhost}`,
  };
}

/** `amqp://host` and `amqp://host/` lead to the default one. */
function vhostOf(connection: string, path: string): string {
  return path === "" || path === "/" ? "/" : decoded(connection, path.slice(1));
}

function decoded(connection: string, text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw wrong(connection, "url", "a part of it is not percent-encoded");
  }
}

function parsed(connection: string, key: keyof Address, text: string): URL {
  try {
    return new URL(text);
  } catch {
    throw wrong(connection, key, "it is no address");
  }
}

function wrong(connection: string, key: keyof Address, why: string): ToolError {
  return new ToolError(
    "INVALID_INPUT",
    `${connection}: ${key} cannot be used.`,
    `${why[0]!.toUpperCase()}${why.slice(1)}.`,
    `Correct ${key} of the connection.`,
  );
}
