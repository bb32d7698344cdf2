import { type ToolContext } from "../../tool.ts";
import { type Proven } from "./prove.ts";
export interface ConfigureInput {
    readonly consumer?: string | undefined;
    readonly plan?: string | undefined;
    readonly samples?: string | readonly unknown[] | undefined;
    readonly environment?: string | undefined;
    readonly allowBrokerWrite?: boolean | undefined;
}
/** What configure-dlq answers: one run at a time in a repository. */
export declare function configureDeadLetters(context: ToolContext, input: ConfigureInput): Promise<{
    broker: string;
    connection: string;
    plan: string;
    applied: boolean;
    changed: number;
    whyNot?: string;
    actions: {
        action: "adopt" | "conflict" | "create" | "edit" | "noop" | "update";
        resource: string;
        role: "consumer" | "dead-letter" | "rung" | "source";
        consumers: string[];
        reason: string;
        changes: {
            key: string;
            from?: string | number | boolean | null | undefined;
            to: string | number | boolean | null;
        }[];
        inverse: string;
        pending?: true | undefined;
    }[];
    fileEdits: {
        file: string;
        line: number;
        column: number;
        before: string;
        after: string;
        why: string;
    }[];
    consumers: {
        consumer: string;
        imitates: string;
        deadLetter: string;
        outcome: "denied" | "inconclusive" | "proven";
        why: string;
        topology: {
            outcome: "denied" | "inconclusive" | "proven";
            why: string;
            deliveries: number;
            gapsMs: number[];
            clock: "real" | "virtual";
            checks: {
                what: string;
                holds: boolean;
                seen: string;
            }[];
        };
        proof: {
            outcome: "denied" | "inconclusive" | "proven";
            why: string;
            poisons: {
                faultClass: string;
                outcome: "denied" | "inconclusive" | "proven";
                why: string;
                deliveries: number;
                gapsMs: number[];
                deadLetters: number;
                fix?: string | undefined;
            }[];
            retry: {
                holds: boolean | null;
                why: string;
                gapsMs: number[];
            };
        };
        evidence: {
            path: string;
            signed: boolean;
            note?: string;
        };
    }[];
    notes: string[];
}>;
/** For whoever needs the outcome alone. */
export declare function configureConsumer(context: ToolContext, consumer: string): Promise<Pick<Proven, "outcome" | "why">>;
