import { ProtocolError } from "../protocol-error.ts";
import { type Frame, methodFrame } from "./frames.ts";

/** As whom the server is spoken to. */
export interface Login {
  readonly user: string;
  readonly password: string;
}

/** connection.start-ok: what a client says of itself, and how it logs in. */
export const startOk = 10_011;

/** The same client, logged in as somebody else, however it wanted to do that itself. */
export function loginFrame({ payload }: Frame, { user, password }: Login): Buffer {
  const end = 8 + payload.readUInt32BE(4);
  if (end > payload.length) throw new ProtocolError("A login of AMQP 0-9-1 does not end where it should.");
  const response = Buffer.from(`\0${user}\0${password}`);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(response.length);
  return methodFrame(0, 10, 11, Buffer.concat([payload.subarray(4, end), shortText("PLAIN"), size, response, shortText("en_US")]));
}

const shortText = (text: string): Buffer => Buffer.concat([Buffer.from([text.length]), Buffer.from(text)]);
