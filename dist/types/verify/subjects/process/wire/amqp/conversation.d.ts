import type { Carrier } from "../carrier.ts";
import type { Conversation, Link } from "../instance.ts";
import type { Reading } from "./reading.ts";
/** One connection of the consumer to RabbitMQ. */
export declare function converse(link: Link, carrier: Carrier, reading: Reading): Conversation;
