import type { BrokerKind } from "../fact.ts";
/** What two spellings of one channel share: the last part of an ARN or queue URL, without the case of nothing. */
export declare function channelKey(broker: BrokerKind, name: string): string;
/**
 * `orders` for arn:aws:sqs:eu-west-1:123456789012:orders and for https://sqs.eu-west-1.amazonaws.com/123456789012/orders. What
 * stands in `${}` is one piece, whatever is in it.
 */
export declare function bareName(name: string): string;
/** The names in a channel field. */
export declare function namesOf(channel: string | readonly string[] | null): readonly string[];
