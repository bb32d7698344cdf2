import type { PlayOutcome } from "../../observation.ts";
import type { Play } from "../../play.ts";
import { type Tracing } from "./start.ts";
import type { World } from "./world.ts";
/** One play: starts the processes, hands over the messages, strikes, and reads what is left behind. */
export declare function playProcess(world: World, play: Play, tracing: Tracing, signal: AbortSignal): Promise<PlayOutcome>;
