import type { Fact } from "../../fact.ts";
import type { Repository } from "../../infrastructure-format.ts";
import { type Template } from "./template.ts";
/** Event rules with function targets, and topics that invoke functions. */
export declare function ruleFacts(template: Template, repository: Repository): Generator<Fact>;
