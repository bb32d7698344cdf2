/** What tests (and `npm run brokers`) know of a server that runs. Plain data: it is kept in a file. */
export interface Started {
  readonly kind: string;
  /** Every process that was started, the last one to end first. */
  readonly pids: readonly number[];
  /** `url`, `management` … as the settings of a connection name them. */
  readonly address: Readonly<Record<string, string>>;
  readonly folder: string;
}

/** How one kind of server is had on this machine, without an engine for containers. Loopback only. */
export interface ServerKind {
  readonly kind: string;
  /** What is missing on this machine and the command that brings it; undefined: it can be started. Quick. */
  missing(): string | undefined;
  /** Fetches what is missing (Debian packages, Maven, Go, Python), shared by all users of this machine's cache folder. Repeatable. */
  install(): Promise<void>;
  /**
   * Starts it on free ports with all its state in `folder`, and resolves when it answers in its own protocol. The processes outlive
   * this one. `again`: on the ports and the state of a server that was stopped or killed.
   */
  start(folder: string, again?: Started): Promise<Started>;
  /** By pid; resolves when they are gone. The folder stays. */
  stop(started: Started): Promise<void>;
}
