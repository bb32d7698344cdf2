import type { Fact } from "../fact.ts";
import type { InfrastructureFormat, Repository } from "../infrastructure-format.ts";
import { type Template } from "./cloudformation/template.ts";
/** CloudFormation and SAM: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification.html */
export declare const cloudformation: InfrastructureFormat;
/** Facts of one template, also of the resources section of a Serverless Framework file. */
export declare function templateFacts(template: Template, repository: Repository): Generator<Fact>;
