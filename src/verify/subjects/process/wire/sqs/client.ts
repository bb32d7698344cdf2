import type { Place } from "../place.ts";

/** Our own calls to SQS. No server that stands in for AWS checks a signature. */
export interface SqsClient {
  call<T>(action: string, fields: object): Promise<T>;
  /** SNS speaks the older protocol alone. */
  sns(action: string, fields: Readonly<Record<string, string>>): Promise<string>;
}

export function sqsClient({ host, port, region = "us-east-1" }: Place): SqsClient {
  const url = `http://${host}:${port}/`;
  const authorization = (service: string) =>
    `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/${service}/aws4_request, SignedHeaders=host;x-amz-date, Signature=${"0".repeat(64)}`;
  async function send(service: string, type: string, body: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
    const headers = { "content-type": type, "x-amz-date": "20260101T000000Z", authorization: authorization(service), ...more };
    const response = await fetch(url, { method: "POST", headers, body, signal: AbortSignal.timeout(10_000) });
    const text = await response.text();
    if (!response.ok) throw new SqsError(text);
    return text;
  }
  return {
    async call<T>(action: string, fields: object) {
      const text = await send("sqs", "application/x-amz-json-1.0", JSON.stringify(fields), { "x-amz-target": `AmazonSQS.${action}` });
      return JSON.parse(text === "" ? "{}" : text) as T;
    },
    sns: (action, fields) =>
      send(
        "sns",
        "application/x-www-form-urlencoded",
        new URLSearchParams({ Action: action, Version: "2010-03-31", ...fields }).toString(),
      ),
  };
}

export class SqsError extends Error {
  override readonly name = "SqsError";
  readonly missing: boolean;
  constructor(text: string) {
    super(/"?message"?[>:]\s*"?([^"<]{1,200})/i.exec(text)?.[1] ?? "SQS refused.");
    this.missing = /NonExistentQueue|QueueDoesNotExist/.test(text);
  }
}
