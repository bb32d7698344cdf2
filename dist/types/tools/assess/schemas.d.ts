import type { SchemaState } from "../../loop/facts.ts";
import type { Settings } from "../../model/settings.ts";
import type { SystemMap } from "../../model/system.ts";
import { type ToolContext } from "../../tool.ts";
import { type Surroundings } from "./compare.ts";
/** The state of every schema that may describe an event. */
export declare function readSchemas(context: ToolContext, map: SystemMap, settings: Settings, history: Pick<Surroundings, "since" | "historyMissing">): Promise<SchemaState[]>;
