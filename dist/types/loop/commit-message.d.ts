import type { Assessment } from "./assessment.ts";
/** `event: <system> -- <N> event types, <broker>, <pattern>`, with the closing lines and the reason of a forced commit below. */
export declare function commitMessage({ system, domains }: Assessment, domain: string | undefined, force: string | undefined): string;
