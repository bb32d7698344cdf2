import type { Engine } from "./engine.ts";
import type { Mode, SchemaLanguage } from "../model/event.ts";
import type { Severity } from "../model/finding.ts";
import type { SchemaText } from "../schema/schema-text.ts";
import { ToolError } from "../tool.ts";
import { avroEngine } from "./avro/engine.ts";
import { jsonSchemaEngine } from "./json-schema/engine.ts";
import { protobufEngine } from "./protobuf/engine.ts";
import { type CheckPolicy, type CompatFinding, directionsOf, type Judged, type NamedPolicy } from "./rule.ts";

export interface CheckInput {
  format: SchemaLanguage;
  schema: SchemaText;
  /** Newest first. Only the first counts in modes that are not transitive. */
  against: readonly SchemaText[];
  mode: Mode;
  policy: CheckPolicy;
}

export interface CompatResult {
  verdict: "compatible" | "incompatible" | "inconclusive";
  /** Why it could not be told. */
  reason?: string;
  policy: NamedPolicy;
  mode: Mode;
  /** Names of the versions it was compared with, newest first. */
  compared: string[];
  /** Older versions that do not parse, and why; they were passed over. */
  skipped?: { name: string; why: string }[];
  findings: CompatFinding[];
  /** Who may go live first when the change is compatible; `together`: the mode promises nothing. */
  deployFirst: "consumers" | "producers" | "any" | "together";
}

const engines: Record<SchemaLanguage, Engine<unknown>> = { avro: avroEngine, protobuf: protobufEngine, "json-schema": jsonSchemaEngine };

/** Judges a schema against older versions. Pure; the same input gives the same answer. Throws PARSE_FAILED when `schema` is broken. */
export function checkCompatibility(input: CheckInput): CompatResult {
  const { format, mode } = input;
  const policy = policyFor(format, input.policy);
  const engine = engines[format];
  const after = engine.parse(input.schema);
  const versions = mode === "NONE" ? [] : mode.endsWith("_TRANSITIVE") ? input.against : input.against.slice(0, 1);
  const findings: CompatFinding[] = [];
  const missing = new Set<string>();
  const known = new Set<string>();
  const skipped: { name: string; why: string }[] = [];
  const counts: Partial<Record<Severity, number>> = {};
  let undecided = false;
  for (const version of versions) {
    const before = readable(engine, version);
    if ("why" in before) {
      skipped.push({ name: version.name, why: before.why });
      continue;
    }
    const comparison = engine.compare(before.schema, after, directionsOf(mode), policy);
    for (const judged of comparison.judged) {
      const severity = severityOf(judged);
      if (judged.rule.severity === "uncertain") undecided = true;
      const key = JSON.stringify([judged.rule.id, severity, judged.at, judged.was]);
      if (known.has(key) || (counts[severity] ?? 0) >= maxFindings) continue;
      known.add(key);
      counts[severity] = (counts[severity] ?? 0) + 1;
      findings.push(toFinding(engine, before.schema, after, judged, version.name));
    }
    for (const name of comparison.missing) missing.add(name);
  }
  const open = [...missing].map((name) => `${name} was not supplied`);
  if (undecided) open.push("a combination of schemas changed in a way that the rules do not decide");
  const compared = versions.filter((version) => !skipped.some(({ name }) => name === version.name)).map((version) => version.name);
  if (compared.length === 0 && mode !== "NONE")
    open.push(skipped.length > 0 ? "no older version can be read" : "there is no older version to compare with");
  const broken = findings.some((finding) => finding.severity === "error");
  return {
    verdict: broken ? "incompatible" : open.length > 0 ? "inconclusive" : "compatible",
    ...(open.length > 0 && { reason: `${open.join("; ")}.` }),
    policy,
    mode,
    compared,
    ...(skipped.length > 0 && { skipped }),
    findings: findings.sort(bySeverityThenPlace),
    deployFirst: deployFirst(mode),
  };
}

/** What a policy becomes for a format: apache-avro judges Avro only, house everything. */
function policyFor(format: SchemaLanguage, policy: CheckPolicy): NamedPolicy {
  return policy === "auto" || format !== "avro" ? "house" : policy;
}

function readable(engine: Engine<unknown>, version: SchemaText): { schema: unknown } | { why: string } {
  try {
    return { schema: engine.parse(version) };
  } catch (error) {
    if (error instanceof ToolError && error.code === "PARSE_FAILED") return { why: error.message };
    throw error;
  }
}

/** Of each severity; more help nobody. */
const maxFindings = 1000;

function severityOf({ severity, rule }: Judged): Severity {
  return severity ?? (rule.severity === "uncertain" ? "warning" : rule.severity);
}

function toFinding(engine: Engine<unknown>, before: unknown, after: unknown, judged: Judged, against: string): CompatFinding {
  const { rule, at, was, message, fix } = judged;
  const old = was === undefined ? undefined : engine.place(before, was);
  const place = engine.place(after, at);
  return {
    rule: rule.id,
    severity: severityOf(judged),
    at,
    ...(was !== undefined && { was }),
    ...place,
    file: pathOf(place.file),
    message,
    fix,
    evidence: old === undefined ? [] : [{ file: pathOf(old.file), line: old.line, what: `It stood here in ${against}.` }],
    against,
  };
}

/** The path in a label such as `git:1a2b3c4:schemas/order.avsc`. */
function pathOf(name: string): string {
  return name.replace(/^git:[^:]*:/, "");
}

const rank = { error: 0, warning: 1, info: 2 };

function bySeverityThenPlace(a: CompatFinding, b: CompatFinding): number {
  return rank[a.severity] - rank[b.severity] || (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column;
}

function deployFirst(mode: Mode): CompatResult["deployFirst"] {
  if (mode === "NONE") return "together";
  return mode.startsWith("FULL") ? "any" : mode.startsWith("BACKWARD") ? "consumers" : "producers";
}
