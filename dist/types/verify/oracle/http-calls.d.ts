import type { HttpCall } from "../observation.ts";
import { type Group, type Row } from "./group.ts";
import { type Tokens } from "./tokens.ts";
/** Calls that change something at their peer, by method and shape of the address. */
export declare function httpGroups(calls: readonly HttpCall[], tokens: Tokens): Group[];
export declare const keyColumn = "idempotency key";
/** What names the resource of a PUT or DELETE. */
export declare function resourceOf(row: Row): string;
