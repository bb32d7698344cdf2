import { type ErrorCode, ToolError } from "../../tool.ts";

interface Broken {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly errors?: readonly unknown[];
}

/** What a failure of the client or the system means for the caller. Names the connection; no address, for it may hold a password. */
export function problem(connection: string, doing: string, error: unknown): ToolError {
  if (error instanceof ToolError) return error;
  const { code, message, errors } = (error ?? {}) as Broken;
  const first = (errors?.[0] ?? {}) as Broken;
  const cause = typeof message === "string" && message !== "" ? message : typeof first.message === "string" ? first.message : String(error);
  const known = codeOf([code, first.code].includes("ETIMEDOUT"), cause);
  return new ToolError(known ?? "BROKER_UNREACHABLE", `${connection}: RabbitMQ ${words[known ?? "BROKER_UNREACHABLE"]} (${doing}).`, cause);
}

const words: Partial<Record<ErrorCode, string>> & { BROKER_UNREACHABLE: string } = {
  AUTH_FAILED: "refused the user",
  NOT_FOUND: "does not have it",
  TIMEOUT: "did not answer in time",
  INVALID_INPUT: "refused the request",
  BROKER_UNREACHABLE: "cannot be reached",
};

/** https://www.rabbitmq.com/amqp-0-9-1-reference#constants */
function codeOf(late: boolean, cause: string): ErrorCode | undefined {
  if (/ACCESS[-_]REFUSED|not_authori[sz]ed|\b403\b/i.test(cause)) return "AUTH_FAILED";
  if (/NOT[-_]FOUND|vhost .{1,200} not found|\b404\b/i.test(cause)) return "NOT_FOUND";
  if (/PRECONDITION[-_]FAILED|RESOURCE[-_]LOCKED|\b406\b|\b405\b/i.test(cause)) return "INVALID_INPUT";
  return late || /timed? ?out/i.test(cause) ? "TIMEOUT" : undefined;
}

export function notFound(connection: string, name: string): ToolError {
  return new ToolError(
    "NOT_FOUND",
    `${name} is not there.`,
    `Neither exchange nor queue of ${connection} has that name, or nothing is bound to it.`,
  );
}
