import { errorClass } from "./stand-in.ts";

/** What amqplib exports, without what the instrument puts in. https://amqp-node.github.io/amqplib/channel_api.html */
export function amqplibLibrary(): Record<string, unknown> {
  return {
    connect: () => undefined,
    credentials: { plain: () => ({}), amqplain: () => ({}), external: () => ({}) },
    IllegalOperationError: errorClass("IllegalOperationError"),
  };
}

const types = ["Channel", "ChannelModel", "ConfirmChannel", "Connection", "ConsumeMessage", "GetMessage", "Message", "Options", "Replies"];

export const amqplibNames = [...Object.keys(amqplibLibrary()), ...types];
