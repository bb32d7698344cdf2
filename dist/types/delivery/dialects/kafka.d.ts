import { type Dialect } from "./dialect.ts";
/** https://kafka.apache.org/documentation/#connect_errorreporting with `errors.deadletterqueue.context.headers.enable` */
export declare const kafkaConnect: Dialect;
/** Dead letters of share groups: https://cwiki.apache.org/confluence/display/KAFKA/KIP-1191%3A+Dead-letter+queues+for+share+groups */
export declare const shareGroup: Dialect;
