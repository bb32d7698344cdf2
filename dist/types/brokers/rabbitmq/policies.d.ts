import type { Setting } from "../../model/delivery.ts";
/** As `GET /api/policies` and `/api/operator-policies` have it. */
export interface Policy {
    readonly name: string;
    readonly pattern: string;
    readonly "apply-to": string;
    readonly priority: number;
    readonly definition: Readonly<Record<string, unknown>>;
}
export interface Queue {
    readonly name: string;
    readonly type?: string;
    readonly durable: boolean;
    readonly arguments: Readonly<Record<string, unknown>>;
}
/** What is in force for one key, and who says so. */
export interface Effective {
    readonly value: Setting;
    readonly by: "argument" | "policy" | "operator" | "default" | "nobody";
    /** The policy. */
    readonly name?: string;
    readonly priority?: number;
}
/**
 * The policy that is in force for a queue: one alone, the one of the highest priority that matches. They do not merge. The server
 * tells it up to ten seconds late, so it is told from the rules here.
 */
export declare function policyFor(policies: readonly Policy[], queue: Queue): Policy | undefined;
/** `key` as policies spell it. `limit`: what the server itself sets where nobody else does. */
export declare function effective(queue: Queue, key: string, policies: readonly Policy[], operators: readonly Policy[], limit?: number): Effective;
/** Who says it, where it is not as it must be. */
export declare function saidBy({ by, name, priority }: Effective): string;
/** Matches this name and no other. */
export declare function exactly(name: string): string;
/** Is a policy of this name one that was made here, of whatever queue? Other people's names may begin with the same letters. */
export declare function isOurs(name: string): boolean;
/** The name of our policy of a queue says which run made it. */
export declare function policyName(queue: string, mark: string): string;
export declare function markOf({ name }: Policy, queue: string): string | undefined;
