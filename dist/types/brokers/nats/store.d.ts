import type { JetStreamPublishOptions } from "nats";
import type { Message } from "../broker.ts";
import type { Link } from "./connection.ts";
/**
 * Resolves when the server has stored it. What got no answer is sent again under the same id (or expectation), so that it is not
 * there twice.
 */
export declare function store({ client, stream, connection }: Link, subject: string, message: Pick<Message, "key" | "headers" | "body">, options?: Partial<JetStreamPublishOptions>): Promise<void>;
