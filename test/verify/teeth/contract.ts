/** What the consumers of this folder are given. */
export interface Reading {
  readonly event_id: string;
  readonly timestamp: string;
  readonly data: { readonly meter: string; readonly units: number; readonly nth: number };
  readonly meta: { readonly offset: number; readonly redelivered: boolean };
}

interface Queries {
  query(sql: string, params?: readonly unknown[]): Promise<{ rows: Record<string, unknown>[]; rowCount: number }>;
}

export interface Ctx {
  readonly db: Queries & { tx<T>(body: (q: Queries) => Promise<T>): Promise<T> };
  readonly kv: {
    get(key: string): Promise<string | undefined>;
    set(key: string, value: string, options?: { nx?: boolean; pxMs?: number }): Promise<boolean>;
    del(key: string): Promise<void>;
  };
  readonly fs: { read(path: string): Promise<string>; write(path: string, text: string): Promise<void> };
  readonly instance: string;
  now(): number;
}
