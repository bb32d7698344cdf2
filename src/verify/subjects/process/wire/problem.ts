import type { Place } from "./place.ts";

/** Why a server cannot be used, with what to do about it. No credential is in what a client says when it is refused. */
export function problemOf(kind: string, { host, port }: Place, error: unknown): { problem: string } {
  const cause = error instanceof Error ? error.message.split("\n")[0]!.slice(0, 200) : "it did not answer";
  return {
    problem: `No ${kind} server can be used at ${host}:${port} (${cause}): start it, or name another connection as "broker" of the consumer.`,
  };
}
