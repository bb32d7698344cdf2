import { free, snake } from "../../owners/names.ts";
import { type Hcl, hclBlock, hclValue } from "../hcl.ts";

/** A label of its own for each resource of a type. */
export type Labels = (type: string, name: string) => string;

export type Attributes = readonly (readonly [string, Hcl])[];

export function labelling(): Labels {
  const known = new Map<string, string>();
  const taken = new Set<string>();
  return (type, name) => {
    const key = `${type} ${name}`;
    const label = known.get(key) ?? free(snake(name), (candidate) => taken.has(`${type} ${candidate}`));
    known.set(key, label);
    taken.add(`${type} ${label}`);
    return label;
  };
}

export function block(type: string, name: string, labels: Labels, attributes: Attributes): string {
  return hclBlock(`resource "${type}" "${labels(type, name)}"`, attributes);
}

/** Plain settings; null stands for none. */
export function plain(settings: Readonly<Record<string, unknown>>): Attributes {
  return Object.entries(settings).flatMap(([key, value]): Attributes =>
    typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? [[key, hclValue(value)]] : [],
  );
}
