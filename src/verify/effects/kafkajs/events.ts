/** Event names by client, as https://kafka.js.org/docs/instrumentation-events lists them. */
const names = {
  producer: ["connect", "disconnect", "network.request", "network.request_timeout", "network.request_queue_size"],
  consumer: [
    "heartbeat",
    "commit_offsets",
    "group_join",
    "fetch_start",
    "fetch",
    "start_batch_process",
    "end_batch_process",
    "connect",
    "disconnect",
    "stop",
    "crash",
    "rebalancing",
    "received_unsubscribed_topics",
    "network.request",
    "network.request_timeout",
    "network.request_queue_size",
  ],
  admin: ["connect", "disconnect", "network.request", "network.request_timeout", "network.request_queue_size"],
} as const;

/** `events` and `on` of a client. `emit` calls the listeners of one event. */
export function eventsOf(client: keyof typeof names) {
  const listeners = new Map<string, Set<(event: object) => unknown>>();
  const events = Object.fromEntries(names[client].map((name) => [name.replace("network.", "").toUpperCase(), `${client}.${name}`]));
  return {
    events,
    on: (name: string, listener: (event: object) => unknown): (() => void) => {
      const known = listeners.get(name) ?? new Set();
      listeners.set(name, known.add(listener));
      return () => void known.delete(listener);
    },
    emit: (name: string, payload: object = {}): void => {
      for (const listener of listeners.get(`${client}.${name}`) ?? [])
        listener({ id: 0, type: `${client}.${name}`, timestamp: 0, payload });
    },
  };
}
