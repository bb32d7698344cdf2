import type { OpenStep } from "../model/run.ts";
import type { NextCall } from "../model/answer.ts";
import type { Assessment } from "./assessment.ts";
import type { Todo } from "./next.ts";
/** What keeps the run from its end, one sentence for each domain and criterion. Empty when it may end. */
export declare function unmetOf({ domains, met }: Pick<Assessment, "domains" | "met">): string[];
/** Everything that could be done next: proposed calls, then edits by hand. */
export declare function openSteps(next: readonly NextCall[], todo: readonly Todo[]): OpenStep[];
