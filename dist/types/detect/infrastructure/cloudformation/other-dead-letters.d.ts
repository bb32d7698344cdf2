import type { Fact } from "../../fact.ts";
import { type Template } from "./template.ts";
/** Dead letters beside those of queues and functions: of rule targets, pipes and schedules, and queues that only another template uses. */
export declare function otherDeadLetters(templates: readonly Template[]): Generator<Fact>;
