import type { Row, Stop } from "../model/verdict.ts";
import type { DomainView } from "./domains.ts";
export type StopWhen = "all" | "any";
/** The stop criteria of one domain. `d` alone ends the run whatever the others say. */
export declare function stopOf(domain: DomainView, rows: readonly Row[], userAsked: boolean): Stop;
/** The criteria of several domains: each must hold in every one. */
export declare function stopOfAll(stops: readonly Stop[], userAsked: boolean): Stop;
/** May the run end? */
export declare function stopMet(stop: Stop, stopWhen: StopWhen): boolean;
