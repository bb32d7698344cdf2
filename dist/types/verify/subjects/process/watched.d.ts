import type { PlayOutcome } from "../../observation.ts";
import type { Play } from "../../play.ts";
import type { World } from "./world.ts";
/** A play, and whatever it did where no probe looks: said as problems that do not end it. Where it is stopped at its files, only what it left. */
export declare function playWatched(world: World, play: Play, stops: boolean, signal: AbortSignal): Promise<PlayOutcome>;
