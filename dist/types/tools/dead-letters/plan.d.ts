import type { ToolContext } from "../../tool.ts";
import { type Emission } from "./emit.ts";
export interface PlanInput {
    readonly consumer?: string | undefined;
    readonly check?: boolean | undefined;
    readonly environment?: string | undefined;
    readonly emit?: Emission | undefined;
}
/** What plan-dlq answers. */
export declare function planDeadLetters(context: ToolContext, { consumer, check, environment, emit: form }: PlanInput): Promise<{
    plan: string;
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
    broker: string;
    connection: string;
    drift: boolean;
    consumers: {
        consumer: string;
        imitates: string;
        channel: string;
        group: string;
        waitsMs: number[];
        rungs: string[];
        deadLetter: string;
        ordering: "key" | "none";
    }[];
    unplanned: import("./wanted.ts").Unplanned[];
    edits: {
        consumer: string;
        file: string;
        line: number;
        why: string;
        fix: string;
    }[];
    notes: string[];
    emitted?: string;
    checked: boolean;
}>;
