import type { QueueAttributeName } from "@aws-sdk/client-sqs";
import { ToolError } from "../../tool.ts";
import type { Clients } from "./client.ts";
import type { QueueFacts } from "./rules.ts";
export type Attributes = Readonly<Partial<Record<QueueAttributeName, string>>>;
export interface RedrivePolicy {
    readonly deadLetter: string;
    readonly maxReceiveCount: number;
}
/** Queues by name. Addresses are looked up once. */
export interface Queues {
    /** NOT_FOUND without it. */
    url(name: string): Promise<string>;
    find(name: string): Promise<Attributes | undefined>;
    tags(name: string): Promise<Readonly<Record<string, string>>>;
    /** `found`: what it has now. */
    set(name: string, values: Readonly<Record<string, string>>, found: Attributes): Promise<void>;
    /** It was made here: it may take a moment until it is found. */
    remember(name: string, url: string): void;
    forget(name: string): void;
}
export declare function openQueues({ sqs, ask, elsewhere }: Clients): Queues;
/** The ARN of another queue or topic of the same account and region. */
export declare function siblingArn(known: string, service: "sqs" | "sns", name: string): string;
export declare function nameOfArn(arn: string): string;
/** Policies are JSON that anybody may have written. */
export declare function redriveOf({ RedrivePolicy }: Attributes): RedrivePolicy | undefined;
/** Names of the sources that a RedriveAllowPolicy names; undefined: every one may. */
export declare function allowedBy({ RedriveAllowPolicy }: Attributes): string[] | undefined;
export declare function factsOf(name: string, attributes: Attributes): QueueFacts;
export declare function objectIn(json: string | undefined): Record<string, unknown> | undefined;
/** Servers in the place of AWS that have no RedriveAllowPolicy leave it out of all attributes, and refuse it by its name. */
export declare function keepsRedriveAllow({ sqs, elsewhere }: Clients, QueueUrl: string): Promise<boolean>;
export declare function notThere(what: string): ToolError;
