import type { Consumer, Producer } from "../model/system.ts";
/** What the flow map draws: services send to channels, consumers of services read from them. */
export interface FlowInput {
    producers: readonly Producer[];
    consumers: readonly Consumer[];
    /** Name of a service folder. */
    serviceName: (path: string) => string;
}
export interface FlowNode {
    /** Sorted by it; unique. */
    key: string;
    kind: "service" | "channel" | "consumer";
    label: string;
}
interface FlowEdge {
    from: string;
    to: string;
    label: string;
    /** Something is missing on this way. */
    gap: boolean;
}
export interface Flow {
    nodes: FlowNode[];
    edges: FlowEdge[];
}
/** The nodes and edges of a flow map, sorted: the same input gives the same map. */
export declare function flowOf({ producers, consumers, serviceName }: FlowInput): Flow;
export {};
