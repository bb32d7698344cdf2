/** The consumer runs under the Node that runs this tool. */
export declare function requireNode(version: string, program: string): void;
/** Why no consumer can be run by this Node.js, as a sentence; undefined where one can. */
export declare function whyNodeCannot(version?: string): string | undefined;
