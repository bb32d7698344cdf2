import type { Opened } from "../../subject.ts";
import type { Wire } from "./wire/wire.ts";
import type { Known } from "./world.ts";
/** Classes that a process cannot be played here, each with the reason. */
export declare function lackingOf({ noStops }: Known, { features }: Wire): NonNullable<Opened["lacking"]>;
