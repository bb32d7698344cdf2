import type { ConnectionOptions, JetStreamClient, JetStreamManager, NatsConnection } from "nats";
import { ToolError } from "../../tool.ts";
import type { Address, Opening } from "../broker.ts";
import { failure } from "./errors.ts";

type Client = typeof import("nats");

/** Everything that the parts of a session share. */
export interface Link {
  readonly client: Client;
  readonly connection: NatsConnection;
  readonly manager: JetStreamManager;
  readonly stream: JetStreamClient;
  /** Runs something and says failures in our words. */
  readonly tried: <T>(doing: string, work: () => Promise<T>) => Promise<T>;
  /** Has the server this version or a newer one? */
  readonly atLeast: (...version: readonly number[]) => boolean;
}

const answerMs = 10_000;
/** A broker that restarts is back by then. */
const patienceMs = 120_000;
const againMs = 250;

export async function link({ address = {}, connection: name }: Opening): Promise<Link> {
  const client = await import("nats");
  const tried = async <T>(doing: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw failure(error, name, doing);
    }
  };
  if (address.url === undefined)
    throw new ToolError(
      "INVALID_INPUT",
      `Connection ${name} has no url.`,
      "Nothing says where the server is.",
      "Set url, such as nats://127.0.0.1:4222.",
    );
  const connection = await tried("connecting", () => client.connect(optionsOf(address, client)));
  // Without a listener the client would print them.
  connection.closed().catch(() => undefined);
  const manager = await tried("asking for JetStream", () => connection.jetstreamManager({ timeout: answerMs, checkAPI: true })).catch(
    async (error: unknown) => {
      await connection.close();
      if (error instanceof ToolError && error.code === "NOT_FOUND")
        throw new ToolError(
          "UNSUPPORTED",
          `Connection ${name}: JetStream is not enabled.`,
          "The server answers for core NATS alone.",
          "Start the server with -js.",
        );
      throw error;
    },
  );
  const stream = connection.jetstream({ timeout: answerMs });
  return { client, connection, manager, stream, tried, atLeast: (...version) => notOlder(connection.info?.version ?? "", version) };
}

function optionsOf({ url = "", user, password, credentials, tls }: Address, client: Client): ConnectionOptions {
  const servers = url.split(",").map((each) => each.trim());
  return {
    servers,
    name: "godmode-event",
    timeout: answerMs,
    reconnectTimeWait: againMs,
    maxReconnectAttempts: patienceMs / againMs,
    ...(tls || servers.some((each) => each.startsWith("tls://")) ? { tls: { ...tls } } : {}),
    ...(credentials !== undefined && { authenticator: authenticatorOf(credentials, client) }),
    ...(user !== undefined && (password === undefined ? { token: user } : { user, pass: password })),
  };
}

/** A credentials file, the seed of an NKEY, a bearer's JWT, or a token. */
function authenticatorOf(text: string, { credsAuthenticator, nkeyAuthenticator, jwtAuthenticator, tokenAuthenticator }: Client) {
  const bytes = new TextEncoder().encode(text.trim());
  if (text.includes("-----BEGIN")) return credsAuthenticator(bytes);
  if (/^S[A-Z][A-Z2-7]{56}$/.test(text.trim())) return nkeyAuthenticator(bytes);
  return text.startsWith("eyJ") ? jwtAuthenticator(text.trim()) : tokenAuthenticator(text.trim());
}

function notOlder(version: string, wanted: readonly number[]): boolean {
  const found = version.split(/[.-]/).map(Number);
  for (const [index, want] of wanted.entries()) {
    const have = found[index] ?? 0;
    if (have !== want) return have > want;
  }
  return true;
}
