import type { Rechecked } from "../../model/rechecked.ts";
import { type ToolContext } from "../../tool.ts";
/**
 * Runs again what is on record about these consumers and not of this machine; in CI one more, which counts already. What the new
 * runs show is on record then, and is what counts. Dead letters: what was shown on the embedded broker.
 */
export declare function recheck(context: ToolContext, consumers: ReadonlySet<string>): Promise<Rechecked[]>;
