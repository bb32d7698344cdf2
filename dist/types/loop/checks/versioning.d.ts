import type { DomainView } from "../domains.ts";
import type { Judgement } from "../judgement.ts";
/** Row 3: each subject has a history, a compatibility mode that its newest version meets, and a version that moves with it. */
export declare function versioning(domain: DomainView): Judgement[];
