import type { FactOf } from "../fact.ts";
import type { FindingContext, FindingRule } from "../finding-rule.ts";
export declare const deadLetterNeverActs: FindingRule;
/** The dead letter that infrastructure declares for a function or its channel. */
export declare function declaredDeadLetter({ handler, channel }: FactOf<"consumer">, { dlq }: FindingContext["map"]): {
    file: string;
    line: number;
    kind: "kafka-dlq-topic" | "lambda-onfailure" | "nats-maxdeliver-term" | "other" | "rabbit-dlx" | "sns-redrive" | "spring-dlt" | "sqs-redrive" | "watermill-poison";
    channel: string | null;
    source?: string | undefined;
    maxReceive?: number | undefined;
} | undefined;
