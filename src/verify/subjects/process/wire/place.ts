/** The server on which a consumer's process is run, and what is known of the consumer before it starts. */
export interface Place {
  readonly host: string;
  readonly port: number;
  readonly user?: string;
  readonly password?: string;
  /** Nobody else uses it: what is there may be deleted. Else nothing is touched that was there before. */
  readonly private: boolean;
  /** RabbitMQ: its HTTP interface. */
  readonly management?: string;
  /** RabbitMQ: the virtual host whose definitions the consumer expects. Default `/`. */
  readonly vhost?: string;
  /** SQS. */
  readonly region?: string;
  /** SQS: how long a message is hidden is what the consumer says, however long a run takes: its waits are looked at. */
  readonly waits?: true;
  /** As the code names them, where detect could tell. */
  readonly channel?: string;
  readonly group?: string;
  /** Does this channel hold the consumer's dead letters? */
  readonly isDead: (channel: string) => boolean;
  /** Does it hold what waits for another attempt? */
  readonly isRetry: (channel: string) => boolean;
}

/** A server that others use: what was there before is not touched. */
export class TakenError extends Error {
  override readonly name = "TakenError";
  constructor(kind: string, name: string) {
    super(`The ${kind} ${name} is there already, on a server that others use: nothing is done with it. Give the run a server of its own.`);
  }
}
