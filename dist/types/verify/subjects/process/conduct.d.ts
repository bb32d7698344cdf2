import type { Problem } from "../../observation.ts";
import type { Play, Step } from "../../play.ts";
import type { Awaited } from "./awaited.ts";
import type { Instances } from "./instances.ts";
import type { Ledger } from "./points.ts";
import type { Relay } from "./postgres/relay.ts";
import { type Race } from "./race.ts";
import type { WirePlay } from "./wire/wire.ts";
import type { World } from "./world.ts";
/** The race that runs now, and which sides it has. */
export interface Racing {
    sideOf(instance: string): 0 | 1 | undefined;
    current: Race | undefined;
}
interface Stage {
    readonly world: World;
    readonly stage: WirePlay;
    readonly instances: Instances;
    readonly ledger: Ledger;
    readonly awaited: Awaited;
    readonly relay: Relay | undefined;
    readonly racing: Racing & {
        names: readonly string[];
    };
    readonly problem: (problem: Problem) => void;
}
/** An instance cannot be given messages. */
export declare class Unready extends Error {
}
/** Carries out the steps of a play. Returns who moved in its race: both, when they overlapped. */
export declare function conduct(around: Stage, { steps }: Play, isOver: () => boolean): Promise<(0 | 1)[] | undefined>;
/** Events that come again from the broker after they were acknowledged. */
export declare function comeAgain(steps: readonly Step[]): Set<number>;
export {};
