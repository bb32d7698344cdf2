import type { Deduplication } from "../deduplication.ts";
import type { Workshop } from "../gate.ts";
import type { Outbox } from "../outbox.ts";
import type { Session } from "../session.ts";

/** What all of one connection shares. */
export interface Parts {
  readonly workshop: Workshop;
  readonly outbox: Outbox;
  readonly deduplication: Deduplication;
  readonly session: Session;
  /** `headers()` of the package in use. */
  readonly makeHeaders: (() => { set(name: string, value: string): void }) | undefined;
}

/** What `publish` takes beside subject and data. */
export interface PublishOptions {
  readonly headers?: Iterable<readonly [string, readonly string[]]>;
  readonly msgID?: string;
}
