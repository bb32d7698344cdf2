import { TakenError } from "../place.ts";
import { ProtocolError } from "../protocol-error.ts";
import type { Command } from "./commands.ts";
import type { Reading } from "./conversation.ts";
import { placeOf } from "./dialect.ts";
import { ownStream, streamExists } from "./streams.ts";

/** On a server that others use: rejects where a command would read, change or add to what was there before. It must not be forwarded then. */
export async function keepApart({ name, args, payload }: Command, reading: Reading, pushed: ReadonlySet<string>): Promise<void> {
  const { client, known, place } = reading;
  const [subject = ""] = args;
  if (name === "SUB" && !subject.startsWith("_INBOX") && !pushed.has(subject)) throw refused(`It listens on ${subject}`);
  if (name !== "PUB" && name !== "HPUB") return;
  const settled = placeOf(subject);
  if (settled !== undefined && !known.made.has(settled.stream)) throw new TakenError("stream", settled.stream);
  if (settled !== undefined || subject.startsWith("_INBOX") || subject.startsWith("$JS.FC.")) return;
  if (!subject.startsWith("$")) return void (await ownStream(client, known, place, subject));
  if (!subject.startsWith("$JS.API.")) throw refused(`It sends to ${subject}`);
  const tokens = subject.split(".").slice(2);
  const stream = streamIn(tokens);
  if (stream === "unknown") throw refused(`It asks for ${subject}`);
  if (stream === undefined || known.made.has(stream.name)) return;
  await streamExists(client, known, place, stream.name);
  if (!stream.made) return;
  // Mirrors and sources copy what others keep, and republishing sends to them.
  if (/"(?:mirror|sources|republish)"\s*:\s*[{[]/.test(payload?.toString("utf8") ?? ""))
    throw refused(`${stream.name} is made from other streams`);
  known.made.add(stream.name);
}

const refused = (what: string): ProtocolError =>
  new ProtocolError(`${what}, on a server that others use: that is not let through. Give the run a server of its own.`);

/** The stream that a request to JetStream is about. Undefined: none. */
function streamIn([kind, what = "", ...rest]: readonly string[]):
  | { readonly name: string; readonly made: boolean }
  | "unknown"
  | undefined {
  if (kind === "INFO") return undefined;
  if (kind === "STREAM" && (what === "NAMES" || what === "LIST")) return undefined;
  const deeper = kind === "STREAM" ? ["MSG", "PEER", "LEADER"] : ["MSG", "DURABLE", "LEADER"];
  const name = kind === "DIRECT" ? rest[0] : kind === "STREAM" || kind === "CONSUMER" ? rest[deeper.includes(what) ? 1 : 0] : undefined;
  return name === undefined ? "unknown" : { name, made: kind === "STREAM" && what === "CREATE" };
}
