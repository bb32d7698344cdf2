import type { ConfigDocuments } from "../config.ts";
/** YAML 1.2, and JSON as its subset. Several documents; unknown tags stay on the node. */
export declare function readYaml(text: string, ranges?: boolean): ConfigDocuments;
