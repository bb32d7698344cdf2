import type { NextCall } from "../model/answer.ts";
import type { Consumer } from "../model/system.ts";
import type { AssessedDomain } from "./assessment.ts";
import type { Facts } from "./facts.ts";
/** The runs that a consumer still lacks and that can be made here: its dead letter first, for that may change its code. */
export declare function proofCalls(domains: readonly AssessedDomain[], facts: Facts): NextCall[];
/** What people have to show, because no run can, or because the run could not tell. */
export declare function unprovenTexts(consumer: Consumer, facts: Facts): string[];
