import type { Resource, Setting } from "../../model/delivery.ts";
/**
 * Definitions that `rabbitmqctl import_definitions` and the `load_definitions` setting take:
 * https://www.rabbitmq.com/docs/definitions. They add; what is there with other arguments is refused by the server. A policy of higher
 * priority on the same queue hides those here.
 */
export declare function rabbitmqDefinitions(resources: readonly Resource[], vhost?: string): string;
/** Arguments begin with x-; null means that it must not be set. */
export declare function argumentsOf(config: Resource["config"]): Record<string, Setting>;
/** A dead letter is reached by the default exchange, which cannot be missing. */
export declare function definitionOf({ deadLetter, ...rest }: Resource["config"]): Record<string, Setting>;
