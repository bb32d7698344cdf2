import { request as insecure } from "node:http";
import { request as secure } from "node:https";
import { ToolError } from "../../tool.ts";
import type { Endpoint } from "./address.ts";
import { problem } from "./errors.ts";

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** The HTTP interface of RabbitMQ's management plug-in. https://www.rabbitmq.com/docs/http-api-reference */
export interface Management {
  /** `path` below /api. Undefined: it is not there. */
  readonly get: <T>(path: string) => Promise<T | undefined>;
  readonly put: (path: string, body: unknown) => Promise<void>;
  readonly post: (path: string, body: unknown) => Promise<void>;
  readonly delete: (path: string) => Promise<void>;
  /** `/queues/<virtual host>/<name>`, encoded. */
  readonly path: (of: string, ...names: readonly string[]) => string;
}

const timeoutMs = 10_000;
const maxBytes = 256 * 1024 * 1024;

export function manage(endpoint: Endpoint): Management {
  async function call(method: string, path: string, body?: unknown): Promise<Answer> {
    let answer: Answer;
    try {
      answer = await exchange(endpoint, method, path, body);
    } catch (error) {
      const { message, why } = problem(endpoint.connection, `its management at ${endpoint.management.host}`, error);
      const how = "Start its management plug-in (rabbitmq-plugins enable rabbitmq_management), or set management of the connection.";
      throw new ToolError("BROKER_UNREACHABLE", message, why, how);
    }
    if (answer.status === 401 || answer.status === 403) {
      const how = "Give the user the tag policymaker and rights on the virtual host.";
      throw new ToolError(
        "AUTH_FAILED",
        `${endpoint.connection}: RabbitMQ's management does not let this user ${verbs[method] ?? "do"} that.`,
        reasonOf(answer),
        how,
      );
    }
    return answer;
  }
  async function carried(method: string, path: string, body?: unknown): Promise<void> {
    const answer = await call(method, path, body);
    if (answer.status >= 300)
      throw new ToolError(
        answer.status === 404 ? "NOT_FOUND" : "INVALID_INPUT",
        `${endpoint.connection}: RabbitMQ refused ${method} ${decodeURIComponent(path)}.`,
        reasonOf(answer),
      );
  }
  return {
    async get<T>(path: string): Promise<T | undefined> {
      const answer = await call("GET", path);
      if (answer.status === 404) return undefined;
      if (answer.status >= 300)
        throw problem(endpoint.connection, `GET ${decodeURIComponent(path)}`, new Error(`HTTP ${answer.status}: ${reasonOf(answer)}`));
      return answer.body as T;
    },
    put: (path, body) => carried("PUT", path, body),
    post: (path, body) => carried("POST", path, body),
    delete: (path) => carried("DELETE", path),
    path: (of, ...names) => `/${[of, endpoint.vhost, ...names].map(encodeURIComponent).join("/")}`,
  };
}

const verbs: Record<string, string> = { GET: "read", PUT: "write", POST: "write", DELETE: "delete" };

function exchange({ management, user, password, tls }: Endpoint, method: string, path: string, body: unknown): Promise<Answer> {
  const request = management.protocol === "https:" ? secure : insecure;
  const prefix = management.pathname.replace(/\/+$/, "");
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: management.hostname.replace(/^\[(.*)\]$/, "$1"),
        port: management.port,
        path: `${prefix}/api${path}`,
        method,
        auth: `${user}:${password}`,
        headers: { "content-type": "application/json" },
        timeout: timeoutMs,
        ...tls,
      },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on("data", (chunk: Buffer) => {
          size += chunk.length;
          if (size > maxBytes) sent.destroy(new Error("The answer is too large."));
          chunks.push(chunk);
        });
        response.on("error", reject);
        response.on("end", () => resolve({ status: response.statusCode ?? 0, body: read(Buffer.concat(chunks).toString()) }));
      },
    );
    sent.on("timeout", () => sent.destroy(new Error("timed out")));
    sent.on("error", reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function reasonOf({ status, body }: Answer): string {
  const { reason, error } = (typeof body === "object" && body !== null ? body : {}) as { reason?: unknown; error?: unknown };
  const said = typeof reason === "string" ? reason : typeof error === "string" ? error : "";
  return said === "" ? `HTTP ${status}` : `${said.trim().replaceAll(/\s+/g, " ")} (HTTP ${status})`;
}
