import type { Address } from "../../brokers/broker.ts";
import { spokenKind } from "../../brokers/spoken.ts";
import { nearest } from "../../model/nearest.ts";
import type { Connection, Settings } from "../../model/settings.ts";
import { type ToolContext, ToolError } from "../../tool.ts";

/** A connection of the settings by its name. */
export interface Named {
  readonly name: string;
  readonly connection: Connection;
}

/**
 * Where consumers of a kind of broker listen: the connection that is named, else the first of its kind in the environment that is
 * asked for; undefined: the settings have none. Without an environment production is taken only where there is no other.
 */
export function connectionFor(settings: Settings, kind: string, named?: string, environment?: string): Named | undefined {
  checkEnvironment(settings, environment);
  if (named !== undefined) return connectionNamed(settings, named);
  const all = Object.entries(settings.connections ?? {}).map(([name, connection]): Named => ({ name, connection }));
  const fits = all.filter(
    ({ connection }) =>
      connection.kind !== "embedded" && connection.kind !== "postgres" && spokenKind(connection.kind) === spokenKind(kind),
  );
  if (environment !== undefined) return fits.find(({ connection }) => connection.environment === environment);
  return fits.find((each) => !isProduction(settings, each)) ?? fits[0];
}

/** NOT_FOUND with the nearest name where there is none. */
export function connectionNamed({ connections = {} }: Settings, name: string): Named {
  const connection = Object.hasOwn(connections, name) ? connections[name] : undefined;
  if (connection) return { name, connection };
  throw unknown("connection", name, Object.keys(connections));
}

function checkEnvironment({ environments = {}, connections = {} }: Settings, environment: string | undefined): void {
  if (environment === undefined) return;
  const known = [...Object.keys(environments), ...Object.values(connections).flatMap((each) => each.environment ?? [])];
  if (!known.includes(environment)) throw unknown("environment", environment, known);
}

export function isProduction({ environments = {} }: Settings, { connection: { environment } }: Named): boolean {
  return environment !== undefined && environments[environment]?.production === true;
}

function unknown(what: string, name: string, known: readonly string[]): ToolError {
  const meant = nearest(name, [...known]);
  return new ToolError(
    "NOT_FOUND",
    `There is no ${what} ${name}${meant === undefined ? "." : `; did you mean ${meant}?`}`,
    `The settings know ${known.length === 0 ? "none" : known.slice(0, 5).join(", ")}.`,
    `Name one of them, or add it to ${what}s in .godmode/event.json.`,
  );
}

/** What the settings say of a server, filled in from the environment. Throws INVALID_INPUT where a variable is not set. */
export function addressOf({ name, connection }: Named, env: ToolContext["env"]): Address {
  const filled = <T extends string | undefined>(text: T): T =>
    text?.replaceAll(/\$\{(\w+)\}/g, (_, variable: string) => env[variable] ?? missing(name, variable)) as T;
  const everyOf = (texts: Readonly<Record<string, string | undefined>>) =>
    Object.fromEntries(Object.entries(texts).flatMap(([key, text]) => (text === undefined ? [] : [[key, filled(text)]])));
  const { url, management, user, password, mechanism, credentials, region, tls } = connection;
  return {
    ...everyOf({ url, management, user, password, credentials }),
    ...(mechanism !== undefined && { mechanism }),
    ...(region !== undefined && { region }),
    ...(tls === true && { tls: {} }),
    ...(typeof tls === "object" && { tls: everyOf(tls) }),
  };
}

function missing(name: string, variable: string): never {
  throw new ToolError(
    "INVALID_INPUT",
    `${variable} is not set.`,
    `The connection ${name} takes it from the environment.`,
    `Set ${variable} and call again.`,
  );
}
