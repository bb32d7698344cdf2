import type { Place } from "./place.ts";
/** Why a server cannot be used, with what to do about it. No credential is in what a client says when it is refused. */
export declare function problemOf(kind: string, { host, port }: Place, error: unknown): {
    problem: string;
};
