import type { Socket } from "node:net";

/** One process of the consumer as its wire sees it: all its connections. */
export interface Instance {
  readonly name: string;
  readonly port: number;
  readonly links: Set<Link>;
  /** Until the server knows that its last connection ended, and what follows from it is done. */
  readonly closing: Set<Promise<unknown>>;
  /** silent: nothing goes to the process any more · stopped: nothing passes in either direction. Over when its connections ended. */
  state: "open" | "silent" | "stopped";
  /** How many processes of it are gone. */
  ended: number;
}

/** Its process is gone: what comes next is from another one. */
export function processEnded(instance: Instance): void {
  instance.state = "open";
  instance.ended += 1;
}

/** One connection of the process, and its other half to the server. */
export interface Link {
  readonly instance: Instance;
  readonly id: number;
  /** Dropped without a word when the instance is silent or stopped. */
  toClient(bytes: Uint8Array): void;
  /** Dropped when stopped. */
  toServer(bytes: Uint8Array): void;
  /** Ends both halves. */
  cut(): void;
}

/** Both directions of one link. Each chunk is worked off before the next one of its direction is read. */
export interface Conversation {
  fromClient(chunk: Buffer): void | Promise<void>;
  fromServer(chunk: Buffer): void | Promise<void>;
  /** The process is gone. `server`: still open where this asked for it by `true`; it must end it. */
  clientEnded?(server: Socket): boolean;
}
