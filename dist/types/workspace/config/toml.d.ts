import type { ConfigDocuments } from "../config.ts";
/** TOML. The parser knows no places, so lines are found by a second look at the text: table headers, keys, array strings. */
export declare function readToml(text: string): ConfigDocuments;
