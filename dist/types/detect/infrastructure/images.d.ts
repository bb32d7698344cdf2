import type { BrokerKind, Fact } from "../fact.ts";
export declare function brokerOfImage(image: string): {
    broker: BrokerKind;
    name?: string;
} | undefined;
/** Broker images in lines such as `image: apache/kafka:3.9`, in any YAML; also in files that do not parse. */
export declare function imageFacts(file: string, text: string): Generator<Fact>;
