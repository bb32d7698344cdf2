import type { Fact } from "../../fact.ts";
import type { Block, Scope } from "./scope.ts";
/** Queues, topics and streams of one scope, with dead letters and subscriptions. */
export declare function channelFacts(scope: Scope): Generator<Fact>;
/** `dead_letter_config` of rule targets and schedules. Those of functions name a `target_arn` and are stated with the function. */
export declare function otherDeadLetters(scope: Scope): Generator<Fact>;
/** The terraform-aws-modules queue: https://registry.terraform.io/modules/terraform-aws-modules/sqs/aws */
export declare function queueModules(scope: Scope): Generator<Fact>;
export declare function isQueueModule(call: Block): boolean;
