import type { Thresholds } from "./thresholds.ts";
import { type Watched } from "./watch.ts";
export interface EmittedRules {
    /** For Prometheus' rule_files. */
    readonly rules: string;
    /** For `promtool test rules`, in the same folder. */
    readonly tests: string;
}
/** Alerts for the dead letters and lags of these consumers, and the unit test that proves when they fire. */
export declare function prometheusRules(watched: readonly Watched[], thresholds?: Thresholds, rulesFile?: string): EmittedRules;
