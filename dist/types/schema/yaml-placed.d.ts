import { type PlacedJson } from "./positions.ts";
/** Reads YAML 1.2 as JSON data with places. Throws PARSE_FAILED with line and column. */
export declare function parseYamlPlaced(text: string, name: string): PlacedJson;
