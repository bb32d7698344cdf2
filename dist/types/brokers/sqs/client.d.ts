import type { SNS } from "@aws-sdk/client-sns";
import type { SQS } from "@aws-sdk/client-sqs";
import type { Opening } from "../broker.ts";
export interface Clients {
    readonly sqs: SQS;
    readonly sns: SNS;
    readonly connection: string;
    /** An endpoint in the place of AWS. */
    readonly elsewhere: boolean;
    /** Makes one call and explains its error. */
    readonly ask: <T>(doing: string, call: () => Promise<T>) => Promise<T>;
    readonly close: () => void;
}
/** Credentials and region as the AWS tools have them, unless the connection says otherwise. Nothing is asked yet. */
export declare function openClients({ connection, address }: Pick<Opening, "connection" | "address">): Promise<Clients>;
