import type { Broker } from "../broker.ts";
/** RabbitMQ by AMQP 0-9-1 and its management plug-in. */
export declare const rabbitmq: Broker;
