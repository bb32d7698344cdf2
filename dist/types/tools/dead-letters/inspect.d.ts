import { type AlertLevel } from "../../delivery/inspect.ts";
import type { ToolContext } from "../../tool.ts";
/** What inspect-dlq answers. */
export declare function inspectDeadLetters(context: ToolContext, { consumer, samples }: {
    consumer?: string | undefined;
    samples?: number | undefined;
}): Promise<{
    broker: string;
    connection: string;
    level: AlertLevel;
    depth: number;
    deadLetters: {
        deadLetter: string;
        depth: number;
        level: AlertLevel;
        otherCauses: number;
        returned: number;
        lag: number;
        retrying: number;
        consumer: string;
        configured: boolean;
        oldestMinutes?: number;
        causes: {
            kind: string;
            error: string;
            message: string;
            count: number;
            first: string;
            last: string;
        }[];
        samples: {
            eventId?: string;
            cause: string;
            payload: unknown;
            at: string;
        }[];
    }[];
    unplanned: import("./wanted.ts").Unplanned[];
    notes: string[];
}>;
