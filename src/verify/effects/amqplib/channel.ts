import { EventEmitter } from "node:events";
import type { Workshop } from "../gate.ts";
import type { Outbox } from "../outbox.ts";
import { headersOf } from "../payload.ts";
import { createIntake } from "./intake.ts";
import type { Session } from "../session.ts";
import type { Style } from "./style.ts";
import type { Topology } from "./topology.ts";

export interface ChannelParts {
  readonly workshop: Workshop;
  readonly outbox: Outbox;
  readonly topology: Topology;
  readonly session: Session;
  readonly style: Style;
  readonly confirms: boolean;
}

interface PublishOptions {
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly messageId?: string;
  readonly correlationId?: string;
  readonly type?: string;
  readonly expiration?: string | number;
}

type Confirm = (error: unknown) => void;

/** https://amqp-node.github.io/amqplib/channel_api.html#model_createChannel */
export function createChannel(parts: ChannelParts) {
  const { outbox, topology, session, style, confirms } = parts;
  const intake = createIntake(parts);
  let unconfirmed: unknown[] = [];

  /** Nobody hears of a failure here but by losing the connection, or by the confirm. */
  const publish = (exchange: string, routingKey: string, content: Uint8Array, options: PublishOptions = {}, confirm?: Confirm): boolean => {
    const { headers, messageId, correlationId, type, expiration } = options;
    const named = headersOf(Object.entries({ ...headers, messageId, correlationId, type }));
    const value = Uint8Array.from(content);
    const message = { topic: exchange === "" ? routingKey : exchange, ...(exchange !== "" && { key: routingKey }), headers: named, value };
    const routes = topology.route(exchange, routingKey, expiration === undefined ? undefined : Number(expiration));
    session.sequence.run(async () => {
      if (session.isLost()) return;
      try {
        await outbox.send([{ ...message, routes }], `publish ${message.topic}`);
        if (confirms) confirm?.(null);
      } catch (error) {
        if (!confirms) session.lose();
        else if (confirm !== undefined) confirm(error);
        else unconfirmed.push(error);
      }
    });
    return true;
  };
  /** An acknowledgement behind a publish that failed and that nobody asked after: the channel is closed by then. */
  intake.beforeAck(() => {
    if (unconfirmed.length > 0) session.lose();
    unconfirmed = [];
  });

  const channel = Object.assign(new EventEmitter(), {
    publish,
    sendToQueue: (queue: string, content: Uint8Array, options?: PublishOptions, confirm?: Confirm) =>
      publish("", queue, content, options, confirm),
    waitForConfirms: style(async () => {
      await session.sequence.idle();
      const [error] = unconfirmed;
      unconfirmed = [];
      if (error !== undefined) throw error;
    }),
    assertQueue: style((name?: string, options?: Parameters<Topology["assertQueue"]>[1]) => ({
      queue: topology.assertQueue(name, typeof options === "object" && options !== null ? options : {}),
      messageCount: 0,
      consumerCount: 0,
    })),
    checkQueue: style((queue: string) => ({ queue, messageCount: 0, consumerCount: 0 })),
    deleteQueue: style(() => ({ messageCount: 0 })),
    purgeQueue: style(() => ({ messageCount: 0 })),
    bindQueue: style((queue: string, source: string, pattern?: string) => (topology.bind(queue, source, pattern), {})),
    unbindQueue: style(() => ({})),
    assertExchange: style((exchange: string, type?: string) => {
      topology.assertExchange(exchange, type ?? "direct");
      return { exchange };
    }),
    checkExchange: style(() => ({})),
    deleteExchange: style(() => ({})),
    bindExchange: style((destination: string, source: string, pattern?: string) => (topology.bind(destination, source, pattern), {})),
    unbindExchange: style(() => ({})),
    prefetch: style(() => ({})),
    qos: style(() => ({})),
    recover: style(() => (session.refuse(), {})),
    close: style(() => {
      intake.close();
      queueMicrotask(() => channel.emit("close"));
    }),
    setOptions() {},
    ...intake.methods,
  });
  return channel;
}
