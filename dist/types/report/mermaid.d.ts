import type { Flow } from "./flow.ts";
export declare const maxNodesInOneMap = 100;
/** The flow map as Mermaid text. Ids are generated, labels escaped; a gap is a dashed edge with words on it, never a colour alone. */
export declare function mermaid(flow: Flow): string;
