import type { Value } from "../value.ts";
import { type Thresholds } from "./thresholds.ts";
import type { Watch } from "./watch.ts";
/** Tests for `promtool test rules`: https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/ */
export declare function testsOf(watches: readonly Watch[], thresholds?: Thresholds): Value[];
