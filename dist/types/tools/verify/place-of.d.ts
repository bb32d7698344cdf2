import type { SystemMap } from "../../model/system.ts";
import { type ToolContext } from "../../tool.ts";
import type { Place } from "../../verify/subjects/process/wire/place.ts";
import { type Named } from "../connections/connection.ts";
import type { Target } from "./target.ts";
export declare const ports: Readonly<Record<string, number>>;
/**
 * The server of a connection as a run speaks to it: in clear, as nobody or with user and password. Whatever would have to be left
 * out of what the connection says is refused, so that nothing goes out less protected than its owner wants.
 */
export declare function placeOf(kind: string, named: Named, { detected }: Pick<Target, "detected">, map: SystemMap, env: ToolContext["env"]): Place;
