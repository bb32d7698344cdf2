import { type Hcl } from "../hcl.ts";
/** A label of its own for each resource of a type. */
export type Labels = (type: string, name: string) => string;
export type Attributes = readonly (readonly [string, Hcl])[];
export declare function labelling(): Labels;
export declare function block(type: string, name: string, labels: Labels, attributes: Attributes): string;
/** Plain settings; null stands for none. */
export declare function plain(settings: Readonly<Record<string, unknown>>): Attributes;
