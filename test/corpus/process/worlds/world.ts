import type { Label } from "../label.ts";

/** A broker of its own for a consumer: what it shall find there, and messages for it. */
export interface World {
  readonly env: Readonly<Record<string, string>>;
  prepare(label: Label): Promise<void>;
  publish(label: Label, bodies: readonly string[]): Promise<void>;
  /** Nothing waits for it and nothing is in its hands. */
  isQuiet(label: Label): Promise<boolean>;
  end(): Promise<void>;
}
