import type { Traits } from "../traits.ts";
export declare const sqsSns: Traits;
