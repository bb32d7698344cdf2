import type { Place } from "../place.ts";
import type { Command } from "./commands.ts";

/** What the server says first, as if everybody were let in: how is decided here. */
export function openGreeting(bytes: Buffer, { user }: Pick<Place, "user">): Buffer {
  if (user === undefined) return bytes;
  const { auth_required: _, nonce: __, ...info } = JSON.parse(bytes.subarray("INFO ".length).toString("utf8")) as Record<string, unknown>;
  return Buffer.from(`INFO ${JSON.stringify(info)}\r\n`);
}

/** The same client, logged in as the user of the place, however it wanted to do that itself. */
export function loginOf({ bytes }: Command, { user, password = "" }: Pick<Place, "user" | "password">): Buffer {
  if (user === undefined) return bytes;
  const said = JSON.parse(bytes.subarray("CONNECT ".length).toString("utf8")) as Record<string, unknown>;
  const { auth_token: _, jwt: __, nkey: ___, sig: ____, ...rest } = said;
  return Buffer.from(`CONNECT ${JSON.stringify({ ...rest, user, pass: password })}\r\n`);
}
