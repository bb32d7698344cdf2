import { ToolError } from "../../tool.ts";
import type { Shape } from "../field.ts";
/** Refuses a field that is there already: fields are added, never modified. */
export declare function refuseTaken(shapes: readonly Shape[], taken: ReadonlySet<string>, where: string): void;
export declare function unreadable(name: string, why: string): ToolError;
