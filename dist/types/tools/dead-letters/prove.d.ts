import type { ConsumerProof, TopologyProof } from "../../model/delivery.ts";
import { type ToolContext } from "../../tool.ts";
import type { Digests } from "../../model/evidence-record.ts";
import { type Depends } from "../../workspace/digests.ts";
import type { ConfigureInput } from "./configure.ts";
import type { Placing } from "./wanted.ts";
import { type Placed, type Planned } from "./world.ts";
export interface Proven {
    readonly outcome: ConsumerProof["outcome"];
    readonly why: string;
    readonly topology: TopologyProof;
    readonly proof: ConsumerProof;
    readonly depends: Depends;
    readonly before?: Digests;
    /** The kind of broker that the consumer was tried on: a handler is given its messages by ours. */
    readonly on: string;
    /** Where its failures wait. */
    readonly ladder: "blocking" | "non-blocking" | "none";
}
/** Both proofs of one consumer, on shadows that are gone afterwards. */
export declare function proveBoth(context: ToolContext, placed: Placed, placing: Placing, samples: ConfigureInput["samples"]): Promise<Proven>;
/** Nothing was applied, so nothing was tried. */
export declare function unproven(why: string, depends?: Depends): Proven;
/** The evidence of a run, whatever its outcome. */
export declare function keepProof(context: ToolContext, { wanted, imitates }: Placed, proven: Proven, { plan, parts }: Planned, input: ConfigureInput): {
    path: string;
    signed: boolean;
    note?: string;
};
