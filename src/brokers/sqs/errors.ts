import { ToolError } from "../../tool.ts";

/** What the SDK throws: a service's answer, a connection that was not made, or an answer that it could not read. */
interface Thrown {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly cause?: unknown;
}

/** `AWS.SimpleQueueService.NonExistentQueue` and `QueueDoesNotExist` are one error: the protocol decides which name is sent. */
const missing = /QueueDoesNotExist|NonExistentQueue|NotFound(Exception)?$|ResourceNotFound/;
const nameTaken = /QueueNameExists$|QueueAlreadyExists$/;
const unauthenticated =
  /InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|IncompleteSignature|ExpiredToken|InvalidSecurity|MissingAuthentication|CredentialsProviderError|OptInRequired/;
const forbidden = /AccessDenied|AuthorizationError|NotAuthorized/;
const unreachable = /ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EPIPE|TimeoutError|socket hang up/;
const tls = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO|wrong version number/i;
const unknownAction = /InvalidAction|UnknownOperation|UnsupportedOperation|NotImplemented/;

function wordsOf(error: unknown): string {
  const { name = "", code = "", message = "", cause } = (error ?? {}) as Partial<Thrown>;
  return `${name} ${code} ${message}${cause === undefined ? "" : ` ${wordsOf(cause)}`}`;
}

function nameOf(error: unknown): string {
  return (error as Partial<Thrown> | undefined)?.name ?? "";
}

export function isMissing(error: unknown): boolean {
  return missing.test(nameOf(error)) || (error instanceof ToolError && error.code === "NOT_FOUND");
}

/** Asking again changes nothing: the credentials are not taken. */
export function isRefused(error: unknown): boolean {
  return error instanceof ToolError && error.code === "AUTH_FAILED";
}

/** A queue of that name is there with other attributes. */
export function isNameTaken(error: unknown): boolean {
  return nameTaken.test(nameOf(error));
}

/** This server does not know the call: it says so, or answers with a page that is no JSON. */
export function isUnknownAction(error: unknown): boolean {
  return unknownAction.test(nameOf(error)) || nameOf(error) === "SyntaxError" || /is not valid JSON/.test(wordsOf(error));
}

/** The receipt handle is not the newest one of its message, or the message is gone; also when that was explained already. */
export function isStale(error: unknown): boolean {
  const { why = "" } = (error ?? {}) as { why?: string };
  return /ReceiptHandleIsInvalid|MessageNotInflight|InvalidParameterValue|not available for visibility|receipt handle/i.test(
    `${wordsOf(error)} ${why}`,
  );
}

export function isUnreachable(error: unknown): boolean {
  const status = (error as Partial<Thrown> | undefined)?.$metadata?.httpStatusCode ?? 0;
  return unreachable.test(wordsOf(error)) || status >= 500;
}

/** An error that says what was done, where, and what to do about it. */
export function explained(error: unknown, doing: string, connection: string): unknown {
  if (error instanceof ToolError) return error;
  const words = wordsOf(error);
  const text = `${nameOf(error)}: ${((error ?? {}) as Partial<Thrown>).message ?? ""}`.slice(0, 300);
  const where = `Connection ${connection}`;
  if (isMissing(error)) return new ToolError("NOT_FOUND", `${doing}: it is not there.`, `${where}: ${text}`);
  if (unauthenticated.test(words) || /Region is missing/.test(words))
    return new ToolError("AUTH_FAILED", `${doing} was refused.`, `${where}: ${text}`, credentialsAdvice);
  if (forbidden.test(words))
    return new ToolError(
      "AUTH_FAILED",
      `${doing} is not allowed.`,
      `${where}: ${text}`,
      "Allow this action in the policy of these credentials.",
    );
  if (tls.test(words))
    return new ToolError("BROKER_UNREACHABLE", `${doing}: TLS failed.`, `${where}: ${text}`, "Correct url or tls of the connection.");
  if (isUnreachable(error)) return new ToolError("BROKER_UNREACHABLE", `${doing}: no answer.`, `${where}: ${text}`);
  if (/Throttl|TooManyRequests|OverLimit|RequestTimeout|AbortError/.test(words))
    return new ToolError("TIMEOUT", `${doing} was put off.`, `${where}: ${text}`);
  if (isUnknownAction(error))
    return new ToolError("UNSUPPORTED", `${doing}: this server does not know it.`, `${where}: it answers, but not as SQS and SNS do.`);
  if (/^Invalid|^MissingParameter|^Malformed|Unsupported|QueueDeletedRecently|QueueNameExists/.test(nameOf(error)))
    return new ToolError("INVALID_INPUT", `${doing} was refused: ${text}`, where);
  return error;
}

const credentialsAdvice =
  "Set AWS_REGION and AWS_ACCESS_KEY_ID with AWS_SECRET_ACCESS_KEY or AWS_PROFILE, or user, password and region of the connection.";
