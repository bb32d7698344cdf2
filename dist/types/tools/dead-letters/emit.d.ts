import type { Placed } from "./world.ts";
/** In which form a plan can be had beside its actions. */
export declare const emissions: readonly ["prometheus", "prometheus-tests", "cloudwatch", "cloudformation", "terraform", "rabbitmq-definitions", "strimzi"];
export type Emission = (typeof emissions)[number];
/** Alerts on the dead letters of these consumers, or what makes their topology, as a file of that kind has it. */
export declare function emit(form: Emission, placed: readonly Placed[]): Promise<string>;
