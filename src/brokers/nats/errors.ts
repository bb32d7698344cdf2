import { type ErrorCode, ToolError } from "../../tool.ts";

/** What NatsError says beside its message. https://github.com/nats-io/nats.js */
interface Failure {
  readonly code?: string;
  readonly message: string;
  readonly api_error?: { readonly code: number; readonly err_code: number; readonly description: string };
}

/** Of the server's own errors. https://github.com/nats-io/nats-server/blob/main/server/errors.json */
export const errors = {
  wrongLastSequence: 10_071,
  streamNotFound: 10_059,
  consumerNotFound: 10_014,
  consumerExists: 10_148,
  messageNotFound: 10_037,
  noMessage: 10_043,
  deleteFailed: 10_057,
  streamExists: 10_058,
  overlap: 10_065,
  storeFailed: 10_077,
  disabled: 10_039,
  disabledForAccount: 10_076,
} as const;

export function apiCode(error: unknown): number | undefined {
  return (error as Failure).api_error?.err_code;
}

export function isMissing(error: unknown): boolean {
  const { streamNotFound, consumerNotFound, messageNotFound, noMessage, deleteFailed } = errors;
  const { code, api_error: api } = error as Failure;
  if (api === undefined) return code === "404";
  if (api.err_code === deleteFailed) return api.description === "no message found";
  return ([streamNotFound, consumerNotFound, messageNotFound, noMessage] as readonly number[]).includes(api.err_code);
}

const unreachable = new Set([
  "CONNECTION_REFUSED",
  "CONNECTION_CLOSED",
  "CONNECTION_DRAINING",
  "DISCONNECT",
  "ECONNREFUSED",
  "ENOTFOUND",
  "ECONNRESET",
]);
const refused = new Set([
  "AUTHORIZATION_VIOLATION",
  "AUTHENTICATION_EXPIRED",
  "AUTHENTICATION_TIMEOUT",
  "BAD_AUTHENTICATION",
  "BAD_CREDS",
  "PERMISSIONS_VIOLATION",
]);

/** A failure of the client or the server in our words. What is none of theirs stays as it is. */
export function failure(error: unknown, connection: string, doing: string): unknown {
  if (error instanceof ToolError || !(error instanceof Error)) return error;
  const { code = "", message, api_error: api } = error as Failure;
  const say = (as: ErrorCode, why: string, how?: string) => new ToolError(as, `Connection ${connection}: ${doing} failed.`, why, how);
  if (api?.err_code === errors.disabled || api?.err_code === errors.disabledForAccount)
    return say("UNSUPPORTED", "JetStream is not enabled there.", "Start the server with -js, or enable it for the account.");
  if (api?.err_code === errors.storeFailed) return say("WRITE_DISABLED", `The stream takes nothing more: ${api.description}.`);
  if (api?.err_code === errors.overlap)
    return say(
      "INVALID_INPUT",
      `Another stream has these subjects: ${api.description}.`,
      "Let detect see that stream, or give another name.",
    );
  if (api) return say(isMissing(error) ? "NOT_FOUND" : "INVALID_INPUT", `The server says: ${api.description} (${api.err_code}).`);
  if (code === "503") return say("NOT_FOUND", "No stream has that subject, or JetStream is not enabled.", "Let configure-dlq make it.");
  if (refused.has(code)) return say("AUTH_FAILED", `The server refuses: ${message}.`);
  if (/tls|certificate|self.signed|SSL/i.test(`${code} ${message}`))
    return say("BROKER_UNREACHABLE", `TLS: ${message}.`, "Correct tls of the connection.");
  if (unreachable.has(code)) return say("BROKER_UNREACHABLE", `${code}.`);
  if (code === "TIMEOUT") return say("TIMEOUT", "The server did not answer in time.");
  return code === "" ? error : say("BROKER_UNREACHABLE", `${code}: ${message}.`);
}
