/** What one kind of fault did to one broker's messages. */
export interface Counted {
  readonly broker: string;
  readonly fault: string;
  /** How often it struck. */
  readonly times: number;
  /** Messages whose sending was confirmed. */
  readonly sent: number;
  /** Of these, those that were neither handled nor are in a dead letter. */
  readonly lost: number;
  /** Handled more than once: a consumer that knows an event again absorbs them. */
  readonly duplicated: number;
}

/** `times`: how often each fault strikes. */
export type Chaos = (times: number) => Promise<Counted[]>;
