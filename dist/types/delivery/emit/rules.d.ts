import { type Thresholds } from "./thresholds.ts";
import type { Watch } from "./watch.ts";
/** One rule of Prometheus: https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/ */
export type Rule = {
    readonly record: string;
    readonly expr: string;
    readonly labels: Readonly<Record<string, string>>;
} | {
    readonly alert: string;
    readonly expr: string;
    readonly for?: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
};
export type AlertRule = Extract<Rule, {
    readonly alert: string;
}>;
/** How each message that RabbitMQ throws away came to be a dead letter. */
export declare const rabbitReasons: readonly ["rejected", "expired", "maxlen", "delivery_limit"];
/** What everything is told by: depth and lag under one name each, whichever broker they come from. */
export declare function records(watch: Watch): Rule[];
export declare function labelsOf({ broker, queue, consumer }: Watch): Record<string, string>;
/** The same for all. Within five minutes of the first dead letter: scrape and evaluation 30 s each, `for` 1 m, a group wait of 30 s. */
export declare function alertRules({ page, oldestSeconds, lag: most }?: Thresholds): AlertRule[];
/** An alert that sees nothing is silent like one that has nothing to say. */
export declare function blindRule(watch: Watch): AlertRule;
/** Messages of queues whose dead-letter exchange is missing or not set are gone. */
export declare function thrownAwayRules(): AlertRule[];
