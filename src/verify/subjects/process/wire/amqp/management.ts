import type { Place } from "../place.ts";

/** RabbitMQ's HTTP interface, as far as a play needs it. Rejects with the server's own words. */
export interface Management {
  get<T>(path: string): Promise<T>;
  put(path: string, body: object): Promise<void>;
  post<T>(path: string, body: object): Promise<T>;
  delete(path: string): Promise<void>;
}

export const managementPort = 15_672;

export function management({ host, management: url, user = "guest", password = "guest" }: Place): Management {
  const base = (url ?? `http://${host}:${managementPort}`).replace(/\/$/, "");
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
  async function ask(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(`${base}/api/${path}`, {
      method,
      headers: { authorization, ...(body !== undefined && { "content-type": "application/json" }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(10_000),
    });
    const text = await response.text();
    if (!response.ok && !(method === "DELETE" && response.status === 404)) throw new ManagementError(response.status, text);
    return text === "" ? undefined : JSON.parse(text);
  }
  return {
    get: async <T>(path: string) => (await ask("GET", path)) as T,
    put: async (path, body) => void (await ask("PUT", path, body)),
    post: async <T>(path: string, body: object) => (await ask("POST", path, body)) as T,
    delete: async (path) => void (await ask("DELETE", path)),
  };
}

export class ManagementError extends Error {
  override readonly name = "ManagementError";
  readonly status: number;
  constructor(status: number, text: string) {
    super(status === 401 ? "user or password is wrong" : `${status} ${reasonIn(text)}`);
    this.status = status;
  }
}

function reasonIn(text: string): string {
  try {
    const { reason, error } = JSON.parse(text) as { reason?: unknown; error?: unknown };
    const told = reason ?? error;
    return typeof told === "string" ? told.slice(0, 200) : "";
  } catch {
    return "";
  }
}
