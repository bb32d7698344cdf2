import type { DeliveryModel, IdempotencyVerdict } from "../model/verification.ts";
import type { Judged1 } from "./judgement.ts";
import type { Schedule } from "./schedule.ts";
/** In which models of delivery a violation can occur: a copy that the producer sent again comes in the individual one only. */
export declare function modelsOf(faultClass: string, list: readonly Schedule[]): readonly DeliveryModel[];
export interface Findings {
    /** Classes that convict, each reproduced. */
    readonly convicting: readonly string[];
    /** Why a run without a violation says too little; empty: it says enough. */
    readonly doubts: readonly string[];
}
/** A real difference is real whatever else is unknown; a pass needs everything to be known. */
export declare function verdictIn(model: DeliveryModel, { convicting, doubts }: Findings, list: readonly Schedule[]): IdempotencyVerdict;
/** Does a crash or an error lose the event, and nothing else goes wrong? */
export declare function losesOnCrash(convictions: readonly Judged1[]): boolean;
/** Do late first deliveries end in the same state? Undefined: none could be tried. */
export declare function orderSafe(results: readonly Judged1[]): boolean | undefined;
/** What the advisory classes showed, as notes. Their plays are compared with a run in which the second event never came. */
export declare function advice(results: readonly Judged1[]): string[];
/** An equal payload under another id changes nothing. */
export declare function skipsEqualPayloads(results: readonly Judged1[]): boolean;
