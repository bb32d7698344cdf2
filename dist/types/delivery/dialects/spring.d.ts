import { type Dialect } from "./dialect.ts";
/** https://docs.spring.io/spring-kafka/reference/kafka/annotation-error-handling.html#dead-letters, retry topics included */
export declare const springKafka: Dialect;
/** Spring Cloud Stream and Spring AMQP's RepublishMessageRecoverer: https://docs.spring.io/spring-amqp/reference/amqp/resilience-recovering-from-errors-and-broker-failures.html */
export declare const springRepublished: Dialect;
