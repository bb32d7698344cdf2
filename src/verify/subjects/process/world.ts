import type { Folders } from "../fork.ts";
import type { Doors } from "./doors.ts";
import type { Fence } from "./fence.ts";
import type { Database } from "./postgres/database.ts";
import type { KnownFiles } from "./tracer.ts";
import type { Tree } from "./tree.ts";
import type { Handed, Wire, WireMessage } from "./wire/wire.ts";

/** A consumer as a process of its own. Paths are absolute. */
export interface ProcessSpec {
  readonly root: string;
  readonly command: readonly string[];
  /** Its own settings; `{broker.url}` and other words in the values, and in the command, are filled in. */
  readonly env: Readonly<Record<string, string>>;
  /** As encoded for the wire, by index. */
  readonly events: readonly unknown[];
  readonly ids: readonly string[];
  readonly keys: readonly string[];
  /** Hosts (name, name:port) that it may reach. */
  readonly allowHosts: readonly string[];
  /** SQL that makes the tables of the scratch database. */
  readonly setup: readonly string[];
  readonly database?: { readonly name: string; readonly url: string };
}

/** What the rehearsal showed, for all plays after it. */
export interface Known {
  /** Its acknowledgements come so late (a timer commits them) that messages are given together. */
  readonly together?: true;
  /** What a chain of wrappers ended in: the program itself, its arguments and its environment. */
  readonly program?: { readonly command: readonly string[]; readonly env: Readonly<Record<string, string>> };
  readonly files: KnownFiles;
  /** Real milliseconds after the last acknowledgement in which nothing more may happen. */
  readonly lateMs: number;
  /** It writes again and again without any message: it is never at rest, and `lateMs` is waited whatever happens. */
  readonly restless?: true;
  /** It goes by itself when it is asked to (SIGTERM). */
  readonly goes: boolean;
  /** Why its writes cannot be stopped at; undefined: they can. */
  readonly noStops?: string;
}

/** Where one play at a time happens. */
export interface Lane {
  readonly index: number;
  readonly folders: Folders;
  readonly state: string;
}

export interface Patience {
  readonly startMs: number;
  /** Without any sign while a message is in work. */
  readonly workMs: number;
  readonly stopMs: number;
  /** How long the first run is watched after its last acknowledgement. */
  readonly watchMs: number;
}

/** What the rehearsal wants to be told. */
export interface Watch {
  /** A process was started and is ready for messages. */
  ready(tree: Tree): void;
  /** A message was settled, or something happened outside of any. Called at that moment. */
  handed(handed: Handed): void;
  settled(handed: readonly Handed[]): void;
  late(): void;
  /** Something happened outside of any message for as long as a play waits. */
  restless(): void;
  /** Ports that are the play's own. */
  ports(ports: readonly number[]): void;
  /** All is over, nothing was ended yet. */
  ending(): void;
  /** An instance could not be given messages. */
  unready(): void;
  /** It went by itself when it was asked to. */
  stopped(went: boolean): void;
}

export interface World {
  readonly watch?: Watch;
  readonly spec: ProcessSpec;
  readonly wire: Wire;
  readonly database?: Database;
  /** Undefined: the network is open. */
  readonly fence?: Fence;
  readonly doors: Doors;
  readonly lane: Lane;
  readonly patience: Patience;
  readonly known: Known;
  readonly outer: Readonly<Record<string, string | undefined>>;
  readonly messages: readonly WireMessage[];
}
