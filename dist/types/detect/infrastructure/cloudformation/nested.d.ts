import type { Fact } from "../../fact.ts";
import { type Template } from "./template.ts";
/** Queues that only another template uses as a dead letter, through the output of a nested stack. */
export declare function nestedDeadLetters(templates: readonly Template[]): Generator<Fact>;
