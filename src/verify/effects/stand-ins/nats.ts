import { plainHeaders } from "../../player/shapes/nats.ts";
import { errorClass } from "./stand-in.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The builder of options for a JetStream subscription. https://nats-io.github.io/nats.deno/interfaces/ConsumerOptsBuilder.html */
function consumerOpts() {
  const options: Record<string, unknown> = { config: {}, mack: false };
  const special: Readonly<Record<string, (value: unknown) => void>> = {
    callback: (fn) => void (options["callbackFn"] = fn),
    manualAck: () => void (options["mack"] = true),
    ackNone: () => void ((options["config"] as Record<string, unknown>)["ack_policy"] = "none"),
    durable: (name) => void ((options["config"] as Record<string, unknown>)["durable_name"] = name),
    queue: (name) => void (options["queue"] = name),
  };
  const builder: Record<string, unknown> = new Proxy(
    { getOpts: () => options },
    {
      get: (target, name) =>
        name in target ? target.getOpts : (value: unknown) => (typeof name === "string" && special[name]?.(value), builder),
    },
  );
  return builder;
}

/** What nats exports, without what the instrument puts in. https://github.com/nats-io/nats.js */
export function natsLibrary(): Record<string, unknown> {
  let last = 0;
  const next = () => `inbox${++last}`;
  return {
    connect: () => undefined,
    jetstream: () => undefined,
    jetstreamManager: () => undefined,
    consumerOpts,
    headers: plainHeaders,
    JSONCodec: () => ({
      encode: (value: unknown) => encoder.encode(JSON.stringify(value)),
      decode: (data: Uint8Array) => JSON.parse(decoder.decode(data)) as unknown,
    }),
    StringCodec: () => ({ encode: (text: string) => encoder.encode(text), decode: (data: Uint8Array) => decoder.decode(data) }),
    createInbox: () => `_INBOX.${next()}`,
    nuid: { next },
    nanos: (millis: number) => millis * 1_000_000,
    millis: (nanos: number) => Math.floor(nanos / 1_000_000),
    Empty: new Uint8Array(0),
    NatsError: errorClass("NatsError"),
    ErrorCode: { Timeout: "TIMEOUT", NoResponders: "503", ConnectionClosed: "CONNECTION_CLOSED", ConnectionRefused: "CONNECTION_REFUSED" },
    AckPolicy: { None: "none", All: "all", Explicit: "explicit" },
    DeliverPolicy: {
      All: "all",
      Last: "last",
      New: "new",
      StartSequence: "by_start_sequence",
      StartTime: "by_start_time",
      LastPerSubject: "last_per_subject",
    },
    RetentionPolicy: { Limits: "limits", Interest: "interest", Workqueue: "workqueue" },
    StorageType: { File: "file", Memory: "memory" },
    ReplayPolicy: { Instant: "instant", Original: "original" },
    DiscardPolicy: { Old: "old", New: "new" },
    Events: { Disconnect: "disconnect", Reconnect: "reconnect", Update: "update", LDM: "ldm", Error: "error" },
    DebugEvents: { Reconnecting: "reconnecting", PingTimer: "pingTimer", StaleConnection: "staleConnection" },
    ...Object.fromEntries(authenticators.map((name) => [name, () => ({})])),
  };
}

const authenticators = [
  "credsAuthenticator",
  "jwtAuthenticator",
  "nkeyAuthenticator",
  "tokenAuthenticator",
  "usernamePasswordAuthenticator",
];
const types = [
  "Codec",
  "ConnectionOptions",
  "Consumer",
  "ConsumerConfig",
  "ConsumerMessages",
  "JetStreamClient",
  "JetStreamManager",
  "JetStreamSubscription",
  "JsMsg",
  "Msg",
  "MsgHdrs",
  "NatsConnection",
  "PubAck",
  "StreamConfig",
  "Subscription",
];

export const natsNames = [...Object.keys(natsLibrary()), ...types];
