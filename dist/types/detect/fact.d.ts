import type { BrokerKind, ChannelKind } from "../model/broker.ts";
import type { Channel, Consumer, DeadLetter, EventType, Producer, SchemaFile } from "../model/system.ts";
import type { Finding } from "../model/finding.ts";
export interface Place {
    /** Relative to the root, POSIX. */
    file: string;
    /** 1-based. */
    line: number;
}
/** A dependency that a manifest declares. */
export interface Dependency extends Place {
    ecosystem: "npm" | "pypi" | "maven" | "go" | "nuget" | "cargo" | "sbt";
    /** Lower case for pypi; group:artifact for maven. */
    name: string;
    version?: string;
    /** Test scope, dev groups, stub packages. */
    testOnly: boolean;
}
/** What reading the code of a handler shows that infrastructure binds to a channel; the place is the function. */
export interface HandlerReading extends Place {
    /** Exported name, as it was asked for. */
    name: string;
    broker: BrokerKind;
    idempotent: Consumer["idempotent"];
    idempotentWhy?: string;
    /** True where an exception of the work never reaches the platform, so that no retry and no dead letter can follow. */
    swallowsErrors: boolean;
    swallowsWhy?: string;
    /** Returns batchItemFailures: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html */
    partialBatch: boolean;
}
/** What infrastructure sets on a queue, for the rules that compare it. Times in seconds. */
export interface ChannelSettings {
    visibilityTimeout?: number;
    fifo?: boolean;
    /** Its name comes from outside the repository: what names it cannot be told. */
    openName?: boolean;
}
/** A function that infrastructure deploys. */
export interface DeployedFunction extends Place {
    /** Its name inside the infrastructure file. */
    id: string;
    /** Folder of its code, relative to the root; absent where it lies elsewhere. */
    folder?: string;
    /** Seconds; absent where nothing sets it. */
    timeout?: number;
}
/** Infrastructure gives a process the name of a channel in an environment variable. */
export interface EnvironmentChannel extends Place {
    variable: string;
    channel: string;
    /** Absent for plain text. */
    broker?: BrokerKind;
    /** Code that sees it, relative to the root; "" is the whole repository. */
    folder: string;
}
/** One statement about the repository with its place. Plug-ins state facts; the core resolves, links and judges. */
export type Fact = ({
    fact: "broker";
    broker: BrokerKind;
    name?: string;
    role: "app" | "infra";
    what: string;
} & Place) | ({
    fact: "producer";
} & Omit<Producer, "id" | "service">) | ({
    fact: "consumer";
} & Omit<Consumer, "id" | "service" | "dlq" | "idempotent"> & Partial<Pick<Consumer, "dlq" | "idempotent">> & {
    alsoAt?: Place[];
    bound?: {
        file: string;
        name: string;
    };
}) | ({
    fact: "channel";
} & Channel & ChannelSettings) | ({
    fact: "function";
} & DeployedFunction) | ({
    fact: "environment";
} & EnvironmentChannel) | ({
    fact: "table";
    name: string;
    columns: string[];
    unique: string[][];
} & Place) | ({
    fact: "dead-letter";
} & DeadLetter) | ({
    fact: "schema";
    fields?: string[];
} & SchemaFile) | ({
    fact: "event-type";
} & Omit<EventType, "service">) | ({
    fact: "sign";
    of: "eventSourcing" | "cqrs" | "outbox";
    what: string;
} & Place) | ({
    fact: "handler";
} & HandlerReading)
/** `about`: a channel name at that place; the question falls where infrastructure puts another one in its place. */
 | ({
    fact: "question";
    question: string;
    setting: string;
    about?: {
        channel: string;
    } & Place;
} & Place)
/** `about`: the producer or consumer whose id becomes `at` of the finding. */
 | {
    fact: "finding";
    finding: Finding;
    about?: Place;
};
export type FactOf<K extends Fact["fact"]> = Extract<Fact, {
    fact: K;
}>;
export type { BrokerKind, ChannelKind };
