/** Our own connection to one broker. */
export interface KafkaClient {
    /** The answer without its header. */
    ask(key: number, version: number, body: Buffer): Promise<Buffer>;
    close(): void;
}
export interface KafkaServer {
    readonly host: string;
    readonly port: number;
    /** SASL PLAIN. */
    readonly user?: string;
    readonly password?: string;
}
export declare function kafkaClient({ host, port, user, password }: KafkaServer): Promise<KafkaClient>;
