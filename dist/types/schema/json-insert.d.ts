import { type PlacedJson } from "./positions.ts";
/** Adds a last member or element to the object or list at a pointer; the rest of the text stays as it is. */
export declare function insertInto(text: string, placed: PlacedJson, pointer: string, entry: string): string;
