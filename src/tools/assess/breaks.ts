import { type CheckInput, checkCompatibility } from "../../compat/check.ts";
import type { CompatFinding } from "../../compat/rule.ts";
import type { Finding } from "../../model/finding.ts";
import type { SchemaText } from "../../schema/schema-text.ts";

/** Up to so many breaks against one version are told one by one. */
const fewBreaks = 3;

/**
 * Names of the older git versions that a schema broke with before its newest change: the committed version before the current
 * text breaks with them already. What is registered never is among them: it is what consumers run.
 *
 * A break with the newest other version, or with a registered one, is the doing of the change at hand: row 3 fails, and the domain
 * is DISCARD. A break that lies between two versions of the past cannot be undone by any edit (putting back what was removed
 * breaks with every version since), and nothing in git tells whether events of that time exist. So it is a warning and leaves
 * row 3 unknown, until versions are registered: from then on those are the history that counts.
 */
export function brokenBefore(
  findings: readonly CompatFinding[],
  fromGit: readonly SchemaText[],
  how: Pick<CheckInput, "format" | "mode" | "policy">,
): ReadonlySet<string> {
  const [newest, ...older] = fromGit;
  if (newest === undefined) return new Set();
  const broken = new Set(findings.flatMap(({ severity, against }) => (severity === "error" ? [against] : [])));
  return new Set(older.filter((version) => broken.has(version.name) && breaks(newest, version, how)).map(({ name }) => name));
}

function breaks(schema: SchemaText, version: SchemaText, how: Pick<CheckInput, "format" | "mode" | "policy">): boolean {
  try {
    return checkCompatibility({ ...how, schema, against: [version] }).verdict === "incompatible";
  } catch {
    return false;
  }
}

/** The breaks of today: a few as they are, many against one version as one finding with the first edits. */
export function todaysBreaks(file: string, mode: string, findings: readonly CompatFinding[]): Finding[] {
  return [...grouped(findings, "against")].flatMap(([against, own]): Finding[] =>
    own.length <= fewBreaks ? own : [many(file, mode, against, own)],
  );
}

function many(file: string, mode: string, against: string, findings: readonly CompatFinding[]): Finding {
  const first = findings.slice(0, fewBreaks);
  const [{ line, column, file: where }] = findings as [CompatFinding];
  return {
    rule: "SCHEMA_BREAKS_COMPATIBILITY",
    severity: "error",
    at: `${file} against ${against}`,
    against,
    file: where,
    line,
    column,
    message: `${findings.length} changes break ${mode}, first: ${findings[0]!.message}`,
    fix: `${first.map(({ line, fix }) => `Line ${line}: ${fix}`).join(" ")} ${findings.length - first.length} more: godmode-event check-compat ${file}.`,
    evidence: first.map(({ file: there, line: at, rule }) => ({ file: there, line: at, what: rule })),
  };
}

/** One warning for all breaks with versions of long ago, with what can still be done. */
export function pastBreaks(file: string, mode: string, subject: string, findings: readonly CompatFinding[]): Finding[] {
  const first = findings[0];
  if (first === undefined) return [];
  const versions = [...new Set(findings.map(({ against }) => against))];
  return [
    {
      rule: "SCHEMA_BREAK_IN_HISTORY",
      severity: "warning",
      at: file,
      against: versions[0]!,
      file,
      line: 1,
      column: 1,
      message: `${findings.length === 1 ? "A change" : `${findings.length} changes`} before the newest one broke ${mode} with ${versions.length === 1 ? "an older version" : `${versions.length} older versions`} of this schema: what was sent then cannot be read by it (${first.rule}).`,
      fix: `If such events are still stored or under way, publish today's shape as a new event type, ${nextMajor(subject)}. If none are, register today's schema (register-schema): from then on registered versions count. Details: godmode-event check-compat ${file}.`,
      evidence: [],
    },
  ];
}

function nextMajor(subject: string): string {
  const [, name = subject, version = "1"] = /^(.*?)[._-]?v(\d{1,4})$/.exec(subject) ?? [];
  return `${name}.v${Number(version) + 1}`;
}

/** Hints of one kind once, with their number. */
export function hints(file: string, findings: readonly CompatFinding[]): Finding[] {
  return [...grouped(findings, "rule").values()].map(([first, ...rest]) =>
    rest.length === 0
      ? first!
      : { ...first!, message: `${first!.message} And ${rest.length} more like it: godmode-event check-compat ${file}.` },
  );
}

function grouped(findings: readonly CompatFinding[], by: "against" | "rule"): Map<string, CompatFinding[]> {
  const groups = new Map<string, CompatFinding[]>();
  for (const finding of findings) groups.set(finding[by], [...(groups.get(finding[by]) ?? []), finding]);
  return groups;
}
