/** What was read is not the protocol that it should be. */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
}
