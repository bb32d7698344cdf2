import type { Consumer, SystemMap } from "../../model/system.ts";
import type { Verification } from "../../model/verification.ts";
import type { Depends } from "../../workspace/digests.ts";
import type { KnownSystem } from "./open-consumer.ts";
import type { VerifyInput } from "./request.ts";
/** A consumer that is known and could not be run. */
export interface Standing {
    readonly id: string;
    readonly detected?: Consumer | undefined;
    readonly depends: Depends;
}
/** Undefined: the call names no consumer that is known. */
export declare function standing(root: string, { consumer }: VerifyInput, { map, settings }: KnownSystem): Standing | undefined;
/** What is said of a consumer that could not be run at all. */
export declare function inconclusive({ id, detected }: Standing, map: SystemMap, why: string): Verification;
