import type { Difference } from "../model/verification.ts";
import type { PlayOutcome } from "./observation.ts";
import type { Play } from "./play.ts";
type Outcome = Pick<PlayOutcome, "deliveries" | "trace">;
/** What happened, for people: a line for each attempt, `12.4 s  B  m3 redelivered (2nd)  INSERT INTO accounts · crash after COMMIT`, then what differs in the end. At most 30 lines, no payloads. */
export declare function timeline({ steps }: Pick<Play, "steps">, outcome: Outcome, differences: readonly Difference[]): string[];
export {};
