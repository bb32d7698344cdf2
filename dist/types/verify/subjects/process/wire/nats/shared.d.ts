import type { Command } from "./commands.ts";
import type { Reading } from "./conversation.ts";
/** On a server that others use: rejects where a command would read, change or add to what was there before. It must not be forwarded then. */
export declare function keepApart({ name, args, payload }: Command, reading: Reading, pushed: ReadonlySet<string>): Promise<void>;
