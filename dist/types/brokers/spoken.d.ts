import type { Broker } from "./broker.ts";
/** SNS, and EventBridge where it feeds queues, are consumed through SQS. */
export declare function spokenKind(kind: string): string;
export declare function brokerOf(kind: string): Promise<Broker | undefined>;
