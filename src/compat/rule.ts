import * as z from "zod";
import type { Mode, SchemaLanguage } from "../model/event.ts";
import { Finding, type Severity } from "../model/finding.ts";
import { Policy } from "../model/settings.ts";

/** The policies that check-compat judges by today. `auto` becomes one of the others and the answer names it. */
export const CheckPolicy = Policy.extract(["auto", "house", "apache-avro"]);
export type CheckPolicy = z.infer<typeof CheckPolicy>;
export type NamedPolicy = Exclude<CheckPolicy, "auto">;

/** A finding about a pair of versions; `against` names the old one. Only severity error decides the verdict. */
export const CompatFinding = Finding.extend({ against: z.string().describe("The version it was compared with.") });
export type CompatFinding = z.infer<typeof CompatFinding>;

/** Which side must be able to read the other: backward = new reads old, forward = old reads new. */
export interface Directions {
  backward: boolean;
  forward: boolean;
}

/** What a rule has to say about one matched pair. Pointers are JSON pointers; the file and line follow from them. */
export interface Breach {
  /** Into the new schema; for what was removed its nearest surviving parent. */
  at: string;
  /** Into the old schema, for what only the old one has. */
  was?: string;
  message: string;
  fix: string;
  /** Default: the rule's own. */
  severity?: Severity;
}

/** What the list says of a rule. Ids are stable: a rule's meaning never changes. */
export interface RuleText {
  /** UPPER_SNAKE. */
  readonly id: string;
  readonly format: SchemaLanguage;
  /** One sentence: what must hold, and what goes wrong otherwise. */
  readonly purpose: string;
  /** Policies that ask for it. */
  readonly categories: readonly NamedPolicy[];
  /** How bad a breach usually is. `uncertain` stands for a warning that leaves the verdict open. */
  readonly severity: Severity | "uncertain";
}

/** A rule over one matched pair of things of kind T: a message, a record, a sub-schema. */
export interface Rule<T> extends RuleText {
  check(before: T, after: T, directions: Directions): Iterable<Breach>;
}

/** A breach with the rule that found it. */
export interface Judged extends Breach {
  rule: RuleText;
}

/** Runs rules over a pair, in order. */
export function* judge<T>(rules: readonly Rule<T>[], before: T, after: T, directions: Directions): Generator<Judged> {
  for (const rule of rules) for (const breach of rule.check(before, after, directions)) yield { ...breach, rule };
}

export function directionsOf(mode: Mode): Directions {
  return {
    backward: mode.startsWith("BACKWARD") || mode.startsWith("FULL"),
    forward: mode.startsWith("FORWARD") || mode.startsWith("FULL"),
  };
}
