import type { ToolContext } from "../../tool.ts";
/** What plan-dlq answers. */
export declare function planDeadLetters(context: ToolContext, { consumer, check }: {
    consumer?: string | undefined;
    check?: boolean | undefined;
}): Promise<{
    plan: string;
    broker: string;
    actions: {
        action: "adopt" | "conflict" | "create" | "noop" | "update";
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
    }[];
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
    checked: boolean;
}>;
