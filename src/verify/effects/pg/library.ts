import type { EventEmitter } from "node:events";

/** As much of `pg` as we use; the consumer's own copy. https://node-postgres.com/apis/client */
export interface Pg {
  readonly Client: ClientClass;
  readonly Pool: { prototype: { connect(callback?: unknown): unknown } };
  readonly DatabaseError: new (message: string, length: number, name: string) => Error;
}

export interface ClientClass {
  new (config: object): PgClient;
  prototype: PgClient;
}

export interface PgClient extends EventEmitter {
  connectionParameters: object;
  host: string;
  port: number;
  user: string;
  database: string;
  password: unknown;
  ssl: unknown;
  processID: number | null;
  _ending: boolean;
  readonly connection: EventEmitter & { ssl: unknown; stream: { destroy(): void; unref(): void } };
  connect(callback?: (error?: unknown) => void): Promise<unknown> | undefined;
  query(config: unknown, values?: unknown, callback?: unknown): Promise<Result>;
  end(): Promise<void>;
  ref(): void;
}

export interface Result {
  readonly rows: readonly unknown[];
}
