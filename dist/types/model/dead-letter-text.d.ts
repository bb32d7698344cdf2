import type { Finding } from "./finding.ts";
import type { Consumer } from "./system.ts";
/** What CONSUMER_WITHOUT_DEAD_LETTER says of a consumer, wherever it is stated. `dlqWhy` may begin with its place, `file:line: `. */
export declare function withoutDeadLetter({ broker, channel, dlqWhy, }: Pick<Consumer, "broker" | "channel" | "dlqWhy">): Pick<Finding, "message" | "fix" | "evidence">;
