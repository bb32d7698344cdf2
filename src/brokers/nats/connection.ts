import type { JetStreamClient, JetStreamManager, NatsConnection } from "nats";
import { type ErrorCode, ToolError } from "../../tool.ts";
import type { Opening } from "../broker.ts";
import { failure } from "./errors.ts";
import { optionsOf } from "./options.ts";

/** Everything that the parts of a session share. */
export interface Link {
  readonly client: typeof import("nats");
  readonly connection: NatsConnection;
  readonly manager: JetStreamManager;
  readonly stream: JetStreamClient;
  /** Runs something and says failures in our words. */
  readonly tried: <T>(doing: string, work: () => Promise<T>) => Promise<T>;
  /** The same for what may be done twice: asked again where no answer came. */
  readonly asked: <T>(doing: string, work: () => Promise<T>) => Promise<T>;
  /** Has the server this version or a newer one? */
  readonly atLeast: (...version: readonly number[]) => boolean;
}

const answerMs = 3000;
const tries = 5;

export async function link({ address = {}, connection: name }: Opening): Promise<Link> {
  const client = await import("nats");
  const tried: Link["tried"] = async (doing, work) => {
    try {
      return await work();
    } catch (error) {
      throw failure(error, name, doing);
    }
  };
  const asked: Link["asked"] = async (doing, work) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await tried(doing, work);
      } catch (error) {
        if (attempt >= tries || !is(error, "TIMEOUT")) throw error;
      }
    }
  };
  if (address.url === undefined) {
    const how = "Set url, such as nats://127.0.0.1:4222.";
    throw new ToolError("INVALID_INPUT", `Connection ${name} has no url.`, "Nothing says where the server is.", how);
  }
  const connection = await tried("connecting", () => client.connect(optionsOf(address, client))).catch((error: unknown) => {
    if (!is(error, "TIMEOUT")) throw error;
    const why = "No answer in time. A server that wants a certificate of the client says nothing either.";
    throw new ToolError("BROKER_UNREACHABLE", error.message, why);
  });
  // Without a listener the client would print them.
  connection.closed().catch(() => undefined);
  try {
    const manager = await asked("asking for JetStream", () => connection.jetstreamManager({ timeout: answerMs, checkAPI: true }));
    const stream = connection.jetstream({ timeout: answerMs });
    return {
      client,
      connection,
      manager,
      stream,
      tried,
      asked,
      atLeast: (...version) => notOlder(connection.info?.version ?? "", version),
    };
  } catch (error) {
    await connection.close();
    if (!is(error, "NOT_FOUND")) throw error;
    const why = "The server answers for core NATS alone.";
    throw new ToolError("UNSUPPORTED", `Connection ${name}: JetStream is not enabled.`, why, "Start the server with -js.");
  }
}

function is(error: unknown, code: ErrorCode): error is ToolError {
  return error instanceof ToolError && error.code === code;
}

function notOlder(version: string, wanted: readonly number[]): boolean {
  const found = version.split(/[.-]/).map(Number);
  for (const [index, want] of wanted.entries()) {
    const have = found[index] ?? 0;
    if (have !== want) return have > want;
  }
  return true;
}
