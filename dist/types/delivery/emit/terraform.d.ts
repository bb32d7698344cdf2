import type { Resource } from "../../model/delivery.ts";
/** What the text says of itself: it is formatted, and no provider has seen it. */
export declare const terraformNote = "Best effort: `terraform fmt` agrees with it; `terraform validate` and `plan` need the providers and were not run.";
/** Resources of the providers hashicorp/aws, Mongey/kafka, cyrilgdn/rabbitmq and nats-io/jetstream. */
export declare function terraformConfiguration(resources: readonly Resource[]): string;
