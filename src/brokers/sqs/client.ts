import { Agent } from "node:https";
import type { SNS } from "@aws-sdk/client-sns";
import type { SQS, SQSClientConfig } from "@aws-sdk/client-sqs";
import { ToolError } from "../../tool.ts";
import type { Address, Opening } from "../broker.ts";
import { explained } from "./errors.ts";

export interface Clients {
  readonly sqs: SQS;
  readonly sns: SNS;
  readonly connection: string;
  /** An endpoint in the place of AWS. */
  readonly elsewhere: boolean;
  /** Makes one call and explains its error. */
  readonly ask: <T>(doing: string, call: () => Promise<T>) => Promise<T>;
  readonly close: () => void;
}

const connectMs = 3000;
/** A long poll takes 20 seconds at most. */
const answerMs = 30_000;

/** Credentials and region as the AWS tools have them, unless the connection says otherwise. Nothing is asked yet. */
export async function openClients({ connection, address = {} }: Pick<Opening, "connection" | "address">): Promise<Clients> {
  const [{ SQS }, { SNS }] = await Promise.all([import("@aws-sdk/client-sqs"), import("@aws-sdk/client-sns")]);
  const config = configOf(address, connection);
  const sqs = new SQS({ ...config, useQueueUrlAsEndpoint: false });
  const sns = new SNS(config);
  return {
    sqs,
    sns,
    connection,
    elsewhere: address.url !== undefined,
    async ask(doing, call) {
      try {
        return await call();
      } catch (error) {
        throw explained(error, doing, connection);
      }
    },
    close() {
      sqs.destroy();
      sns.destroy();
    },
  };
}

function configOf({ url, user, password, region, tls }: Address, connection: string) {
  const endpoint = url === undefined ? undefined : endpointOf(url, connection);
  const credentials =
    user !== undefined
      ? { accessKeyId: user, secretAccessKey: password ?? "" }
      : endpoint !== undefined && isLoopback(endpoint) && !hasCredentials()
        ? { accessKeyId: "test", secretAccessKey: "test" }
        : undefined;
  const chosen = region ?? (endpoint !== undefined && process.env["AWS_REGION"] === undefined ? "us-east-1" : undefined);
  const config = {
    ...(endpoint !== undefined && { endpoint: endpoint.href }),
    ...(credentials && { credentials }),
    ...(chosen !== undefined && { region: chosen }),
    maxAttempts: 4,
    requestHandler: {
      connectionTimeout: connectMs,
      requestTimeout: answerMs,
      ...(tls && endpoint?.protocol !== "http:" && { httpsAgent: new Agent({ keepAlive: true, ...tls }) }),
    },
  };
  return config satisfies SQSClientConfig;
}

function endpointOf(url: string, connection: string): URL {
  const endpoint = URL.canParse(url) ? new URL(url) : undefined;
  if (endpoint !== undefined && /^https?:$/.test(endpoint.protocol)) return endpoint;
  throw new ToolError(
    "INVALID_INPUT",
    `The url of connection ${connection} is no http address.`,
    "For SQS and SNS it is an endpoint in the place of AWS.",
  );
}

/** A server on this machine is an emulator: it takes any credentials, and the chain would ask the network for them. */
function isLoopback({ hostname }: URL): boolean {
  return hostname === "localhost" || hostname.endsWith(".localhost") || hostname.startsWith("127.") || hostname === "[::1]";
}

function hasCredentials(): boolean {
  return ["AWS_ACCESS_KEY_ID", "AWS_PROFILE", "AWS_WEB_IDENTITY_TOKEN_FILE"].some((name) => process.env[name] !== undefined);
}
