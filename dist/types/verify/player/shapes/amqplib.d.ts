import type { Delivered } from "../../effects/gate.ts";
import type { Shape } from "./shape.ts";
/** The consumer callback of amqplib: `(message, channel)`. A handler that never touches the channel acknowledges by returning. */
export declare const amqplib: Shape;
export declare const throughDeadLetter = "A message rejected without requeue comes back through its dead-letter exchange.";
export declare function amqpMessage(delivered: Delivered, deliveryTag: number, consumerTag: string): {
    fields: {
        consumerTag: string;
        deliveryTag: number;
        redelivered: boolean;
        exchange: string;
        routingKey: string;
    };
    properties: {
        contentType: string;
        deliveryMode: number;
        messageId: string;
        timestamp: number;
        headers: {
            "x-delivery-count"?: number;
            "x-partition-key"?: string;
        };
    };
    content: Buffer<ArrayBufferLike>;
};
