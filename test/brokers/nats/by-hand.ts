import { connect, type JetStreamClient, type JetStreamManager, type NatsConnection } from "nats";

/** What somebody else does on the same server, with the bare client. */
export interface ByHand {
  readonly connection: NatsConnection;
  readonly manager: JetStreamManager;
  readonly stream: JetStreamClient;
}

export async function byHand<T>(url: string, work: (hand: ByHand) => Promise<T>): Promise<T> {
  const connection = await connect({ servers: url });
  try {
    return await work({ connection, manager: await connection.jetstreamManager(), stream: connection.jetstream() });
  } finally {
    await connection.close();
  }
}

export const nanoseconds = (ms: number): number => ms * 1_000_000;
