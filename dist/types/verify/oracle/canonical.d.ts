import type { Observation } from "../observation.ts";
import { type Group } from "./group.ts";
import type { Ignore } from "./ignore.ts";
import { type Tokens } from "./tokens.ts";
/** All that a play left, as groups of rows that compare. Nothing is masked, collapsed or renamed yet. */
export declare function canonical(observation: Observation, tokens: Tokens, ignore: Ignore): Map<string, Group>;
