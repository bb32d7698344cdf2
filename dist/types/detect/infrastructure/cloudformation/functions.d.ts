import { type ConfigNode } from "../../../workspace/config.ts";
import type { Fact } from "../../fact.ts";
import type { Repository } from "../../infrastructure-format.ts";
import { type LambdaFunction } from "./event-sources.ts";
import { type Template } from "./template.ts";
/** Lambda functions: what feeds them, where their failures go, which channels their environment names. */
export declare function functionFacts(template: Template, repository: Repository): Generator<Fact>;
/** The function that an ARN property points at, if it stands in this template. */
export declare function lambdaOf(template: Template, arn: ConfigNode | undefined, repository: Repository): LambdaFunction | undefined;
