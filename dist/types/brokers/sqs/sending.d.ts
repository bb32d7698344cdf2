import type { Message } from "../broker.ts";
import type { Clients } from "./client.ts";
import { type Queues } from "./queues.ts";
import type { Topics } from "./topics.ts";
export interface Sender {
    toQueue(name: string, message: Message): Promise<void>;
    toChannel(channel: string, message: Message): Promise<void>;
}
export declare function openSender({ sqs, sns, ask }: Clients, queues: Queues, topics: Topics): Sender;
