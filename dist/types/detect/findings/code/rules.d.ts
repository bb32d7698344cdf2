import type { FindingRule } from "../../finding-rule.ts";
/** Rules that hold by reading a handler or a publish call; the reading of code states them. */
export declare const codeRules: {
    readonly ACK_BEFORE_EFFECT: {
        readonly severity: "error";
        readonly purpose: "A message that is acknowledged before its work is lost when the work fails or the process dies.";
    };
    readonly ERROR_SWALLOWED_THEN_ACKED: {
        readonly severity: "error";
        readonly purpose: "A failure that is caught and followed by an acknowledgement loses the message: no retry, no dead letter.";
    };
    readonly FAILED_MESSAGE_LEFT_UNACKNOWLEDGED: {
        readonly severity: "error";
        readonly purpose: "A RabbitMQ message that is neither acknowledged nor rejected holds its place in the prefetch window until the channel closes.";
    };
    readonly HANDLER_NOT_AWAITED: {
        readonly severity: "error";
        readonly purpose: "Work that is started and not awaited fails after the message counts as handled.";
    };
    readonly AUTO_ACK_WITH_EFFECTS: {
        readonly severity: "error";
        readonly purpose: "With automatic acknowledgement the broker forgets a message on delivery, so a failure of its effects loses it.";
    };
    readonly REQUEUE_FOREVER: {
        readonly severity: "error";
        readonly purpose: "A message that always fails and is always requeued blocks its queue and burns CPU without end.";
    };
    readonly REJECT_WITHOUT_DEAD_LETTER: {
        readonly severity: "error";
        readonly purpose: "A message rejected without requeue on a queue without dead-letter exchange is dropped silently.";
    };
    readonly DUPLICATE_REPEATS_EFFECT: {
        readonly severity: "warning";
        readonly purpose: "Brokers deliver more than once; an update that accumulates counts a second delivery again.";
    };
    readonly NEW_EVENT_ID_ON_REDELIVERY: {
        readonly severity: "warning";
        readonly purpose: "An event that gets a fresh id on each delivery cannot be recognised as a duplicate downstream.";
    };
    readonly DEDUPLICATION_IN_MEMORY: {
        readonly severity: "warning";
        readonly purpose: "Ids remembered in a variable are forgotten by a restart and unknown to a second instance.";
    };
    readonly PUBLISH_WITHOUT_KEY: {
        readonly severity: "info";
        readonly purpose: "Kafka orders messages of one key only; without a key the events of one entity can overtake each other.";
    };
    readonly PUBLISH_WITHOUT_CORRELATION_ID: {
        readonly severity: "info";
        readonly purpose: "Without a correlation id a flow cannot be followed across services.";
    };
    readonly REPLY_AWAITED: {
        readonly severity: "info";
        readonly purpose: "An event states a fact; a message whose sender waits for the answer couples both services like a call.";
    };
};
export declare const codeFindingRules: readonly FindingRule[];
