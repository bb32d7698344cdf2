import type { Place } from "./place.ts";
import type { ProcessAddress } from "./wire.ts";
/** Variables by which programs find a NATS server by custom. */
export declare function natsAddress(port: number, { user, password, channel, group }: Place): ProcessAddress;
export declare function amqpAddress(port: number, vhost: string, { user, password, channel, group }: Place): ProcessAddress;
export declare function kafkaAddress(port: number, ports: readonly number[], { channel, group }: Place): ProcessAddress;
export declare function sqsAddress(port: number, { region, channel, group }: Place): ProcessAddress;
