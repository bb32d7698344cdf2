import type { FindingContext, Statement } from "../../finding-rule.ts";
/**
 * A function that returns normally acknowledges what it was given, whatever it caught:
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export declare function swallowedInFunction({ facts, map }: FindingContext): Generator<Statement>;
