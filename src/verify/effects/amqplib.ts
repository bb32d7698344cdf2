import { EventEmitter } from "node:events";
import { createChannel } from "./amqplib/channel.ts";
import { amqplibLibrary, amqplibNames } from "./stand-ins/amqplib.ts";
import { offer, standInText } from "./stand-ins/stand-in.ts";
import { createSessions } from "./session.ts";
import { callbackStyle, promiseStyle, type Style } from "./amqplib/style.ts";
import { createTopology } from "./amqplib/topology.ts";
import type { Instrument } from "./gate.ts";
import { createOutbox } from "./outbox.ts";

/** Connections that reach no broker: what is published is kept, what would be consumed is handed over by the play. */
export const amqplib: Instrument = {
  client: "amqplib",
  docs: "https://amqp-node.github.io/amqplib/channel_api.html",
  packages: ["amqplib"],
  standIn: (specifier) => (/^amqplib(\/callback_api(\.js)?)?$/.test(specifier) ? standInText("amqplib", amqplibNames) : undefined),
  start(workshop) {
    const outbox = createOutbox(workshop, "amqplib", "rabbitmq");
    let topology = createTopology();
    /** All connections of an instance share one order: that of its code. */
    const sessions = createSessions(workshop);
    const connect = (style: Style) => {
      const session = sessions.mine();
      const open = (confirms: boolean) => createChannel({ workshop, outbox, topology, session, style, confirms });
      const model = Object.assign(new EventEmitter(), {
        connection: Object.assign(new EventEmitter(), { serverProperties: { product: "RabbitMQ", version: "4.0.0" } }),
        createChannel: style(() => open(false)),
        createConfirmChannel: style(() => open(true)),
        updateSecret: style(() => undefined),
        close: style(() => {
          session.refuse();
          queueMicrotask(() => model.emit("close"));
        }),
      });
      return model;
    };
    const patch = (exports: Record<string, unknown>): void => {
      if (typeof exports["connect"] !== "function") return;
      exports["connect"] = (...args: unknown[]) => {
        const callback = args.at(-1);
        if (typeof callback !== "function") return Promise.resolve(connect(promiseStyle));
        const model = connect(callbackStyle);
        queueMicrotask(() => (callback as (error: unknown, model: unknown) => void)(null, model));
        return undefined;
      };
    };
    offer(workshop, "amqplib", amqplibLibrary(), patch);
    return {
      patch,
      begin() {
        outbox.begin();
        topology = createTopology();
        sessions.begin();
      },
      observe: outbox.observe,
    };
  },
};
