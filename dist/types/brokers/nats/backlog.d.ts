import type { Backlog } from "../broker.ts";
import type { Link } from "./connection.ts";
import type { DeadLetters } from "./dead-letter.ts";
import type { Readers } from "./readers.ts";
import type { Waits } from "./waits.ts";
/** What waits for a group, or lies in a channel, by the server's accounting. */
export declare function backlogs({ manager: { streams }, asked }: Link, readers: Readers, letters: DeadLetters, waits: Waits): (channel: string, group?: string) => Promise<Backlog>;
