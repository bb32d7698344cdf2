import type { FindingRule } from "../finding-rule.ts";
/** https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html */
export declare const streamHandlerWithoutFailureDestination: FindingRule;
