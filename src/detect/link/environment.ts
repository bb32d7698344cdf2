import type { FactOf } from "../fact.ts";
import { groupBy } from "./group.ts";
import { namesOf } from "./names.ts";

type Variables = readonly FactOf<"environment">[];

/** Puts the name that infrastructure gives to a variable in place of `${VARIABLE}`, where it gives exactly one to that code. */
export function resolveEnvironment<S extends { file: string; channel: string | string[] | null }>(
  sighting: S,
  variables: Map<string, Variables>,
): S {
  if (!namesOf(sighting.channel).some((name) => /^\$\{[^}:]+\}$/.test(name))) return sighting;
  const resolved = namesOf(sighting.channel).map((name) => {
    const variable = /^\$\{([^}:]+)\}$/.exec(name)?.[1];
    return variable === undefined ? name : (valueFor(sighting.file, variables.get(variable) ?? []) ?? name);
  });
  return { ...sighting, channel: Array.isArray(sighting.channel) ? resolved : resolved[0]! };
}

export function byVariable(facts: Variables): Map<string, Variables> {
  return groupBy(facts, (fact) => fact.variable);
}

/** The nearest folder that holds the file decides. */
function valueFor(file: string, known: Variables): string | undefined {
  const seen = known.filter(({ folder }) => folder === "" || folder === "." || file.startsWith(`${folder}/`));
  const nearest = Math.max(-1, ...seen.map(({ folder }) => folder.length));
  const values = new Set(seen.filter(({ folder }) => folder.length === nearest).map(({ channel }) => channel));
  return values.size === 1 ? [...values][0] : undefined;
}
