import type { Play } from "../play.ts";
import type { PlayOutcome } from "../observation.ts";
import type { Opening } from "../subject.ts";

/** Everything a worker needs to load a consumer. Paths are absolute. */
export interface WorkerSpec {
  readonly root: string;
  readonly file: string;
  /** Undefined: the file's own client hands over the handler. */
  readonly export?: string;
  readonly batch?: boolean;
  /** A runner is named, or Node itself: it reads the files. Else the compiler of their project does. */
  readonly runner?: boolean;
  readonly shape: string;
  /** SQL of the set-up files, in order. */
  readonly setup: readonly string[];
  readonly events: readonly unknown[];
  /** By index of the event. */
  readonly ids: readonly string[];
  readonly keys: readonly string[];
  readonly topic: string;
  /** Only of subscriptions: the channel to play, or the first of these that is read; undefined: the only one there is. */
  readonly channel?: string | readonly string[];
  /** An empty folder that is the worker's own. */
  readonly scratch: string;
  readonly allowHosts: readonly string[];
  /** The scratch database of the named connection. */
  readonly database?: { readonly name: string; readonly url: string };
  /** SQL of the call's invariants, each giving one row with a column `v`. */
  readonly invariants?: readonly string[];
  /** Real milliseconds that one delivery may take. */
  readonly patienceMs: number;
}

/** Parent to host and host to worker; each is answered once, in order, under the same id. */
export type Order =
  | { readonly id: number; readonly open: WorkerSpec }
  | { readonly id: number; readonly play: Play }
  /** No play follows: what clients hold outside of the worker is given back. */
  | { readonly id: number; readonly end: true };

export type Reply =
  | { readonly id: number; readonly opening: Opening }
  | { readonly id: number; readonly outcome: PlayOutcome }
  | { readonly id: number; readonly ended: true };
