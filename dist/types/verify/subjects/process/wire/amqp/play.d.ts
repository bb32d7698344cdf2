import type { Place } from "../place.ts";
import type { Beginning, WirePlay } from "../wire.ts";
import { type Missed } from "./reading.ts";
import { type World } from "./world.ts";
/** One play in a virtual host of its own: redeliveries are the server's, for an acknowledgement that it has not got. */
export declare function playOnRabbit(beginning: Beginning, place: Place, world: World, missed: Missed): WirePlay;
