import type { Kafka } from "kafkajs";
/**
 * What lies behind the interfaces of kafkajs 2.2.4 and is needed here: fetching without a group, committing without a member. Its
 * last release is of 2023 and its version is pinned. https://github.com/tulios/kafkajs/tree/v2.2.4/src/cluster
 */
export interface Cluster {
    connect(): Promise<void>;
    disconnect(): Promise<void>;
    refreshMetadata(): Promise<void>;
    getNodeIds(): string[];
    findBroker(of: {
        nodeId: number | string;
    }): Promise<Node>;
    findGroupCoordinator(of: {
        groupId: string;
    }): Promise<Node>;
}
export interface TopicMetadata {
    readonly topic: string;
    readonly partitionMetadata: readonly {
        partitionId: number;
        leader: number;
        replicas: readonly number[];
    }[];
}
export interface Node {
    readonly nodeId: number;
    metadata(topics: readonly string[]): Promise<{
        topicMetadata: TopicMetadata[];
    }>;
    listOffsets(of: {
        replicaId: number;
        isolationLevel: number;
        topics: {
            topic: string;
            partitions: {
                partition: number;
                timestamp: number;
            }[];
        }[];
    }): Promise<{
        responses: {
            topic: string;
            partitions: {
                partition: number;
                offset: string;
            }[];
        }[];
    }>;
    fetch(of: {
        replicaId: number;
        isolationLevel: number;
        maxWaitTime: number;
        minBytes: number;
        maxBytes: number;
        topics: {
            topic: string;
            partitions: {
                partition: number;
                fetchOffset: string;
                maxBytes: number;
            }[];
        }[];
    }): Promise<{
        responses: {
            topicName: string;
            partitions: FetchedPartition[];
        }[];
    }>;
    offsetFetch(of: {
        groupId: string;
        topics: {
            topic: string;
            partitions: {
                partition: number;
            }[];
        }[];
    }): Promise<{
        responses: {
            topic: string;
            partitions: {
                partition: number;
                offset: string;
                metadata: string | null;
            }[];
        }[];
    }>;
    offsetCommit(of: {
        groupId: string;
        groupGenerationId: number;
        memberId: string;
        topics: {
            topic: string;
            partitions: {
                partition: number;
                offset: string;
                metadata: string;
            }[];
        }[];
    }): Promise<unknown>;
    deleteRecords(of: {
        topics: {
            topic: string;
            partitions: {
                partition: number;
                offset: string;
            }[];
        }[];
    }): Promise<unknown>;
}
export interface FetchedPartition {
    readonly partition: number;
    readonly highWatermark: string;
    readonly lastStableOffset: string;
    readonly abortedTransactions: readonly {
        producerId: string;
        firstOffset: string;
    }[] | null;
    readonly messages: readonly FetchedRecord[];
}
export interface FetchedRecord {
    readonly offset: string;
    readonly timestamp: string;
    readonly key: Buffer | null;
    readonly value: Buffer | null;
    readonly headers: Record<string, Buffer | string | (Buffer | string)[] | undefined>;
    readonly isControlRecord: boolean;
    readonly batchContext: {
        readonly producerId: string;
        readonly inTransaction: boolean;
    };
}
/** A connection to the cluster of its own. */
export declare function clusterOf(kafka: Kafka): Cluster;
/** What all queues of requests have in common. */
export interface RequestQueues {
    readonly pending: readonly unknown[];
    readonly throttledUntil: number;
    scheduleCheckPendingRequests: (this: RequestQueues) => void;
}
export declare function requestQueues(kafka: Kafka): Promise<RequestQueues>;
