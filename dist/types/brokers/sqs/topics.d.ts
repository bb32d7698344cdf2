import type { Subscription as SnsSubscription } from "@aws-sdk/client-sns";
import type { Clients } from "./client.ts";
/** Topics by the names that channels have; a topic of another account has its ARN. */
export interface Topics {
    /** Its ARN. */
    find(channel: string): Promise<string | undefined>;
    attributes(arn: string): Promise<Readonly<Record<string, string>>>;
    tags(arn: string): Promise<Readonly<Record<string, string>>>;
    subscription(arn: string, queueArn: string): Promise<SnsSubscription | undefined>;
    subscriptions(arn: string): Promise<readonly SnsSubscription[]>;
    forget(channel: string): void;
}
export declare function openTopics({ sns, ask }: Clients): Topics;
