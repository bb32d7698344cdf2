import { type AlertLevel } from "../../delivery/inspect.ts";
import type { ToolContext } from "../../tool.ts";
export interface InspectInput {
    readonly consumer?: string | undefined;
    readonly samples?: number | undefined;
    readonly environment?: string | undefined;
    readonly metrics?: boolean | undefined;
}
/** What inspect-dlq answers. */
export declare function inspectDeadLetters(context: ToolContext, { consumer, samples, environment, metrics }: InspectInput): Promise<{
    broker: string;
    connection: string;
    metrics?: string;
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
        configured: boolean;
        consumer: string;
        oldestMinutes?: number;
        causes: {
            kind: string;
            error: string;
            message: string;
            thrownAt?: import("../../delivery/stack-place.ts").StackPlace;
            dialect?: string;
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
