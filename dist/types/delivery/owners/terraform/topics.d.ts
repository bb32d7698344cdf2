import { type OwnerFormat } from "../format.ts";
/** `kafka_topic`: https://registry.terraform.io/providers/Mongey/kafka */
export declare const terraformTopics: OwnerFormat;
