import type { CompatResult } from "../../compat/check.ts";
import { CheckPolicy, type CompatFinding } from "../../compat/rule.ts";
import { serviceOf } from "../../loop/events.ts";
import type { Compatibility, SchemaState } from "../../loop/facts.ts";
import type { Mode, SchemaLanguage } from "../../model/event.ts";
import type { Settings } from "../../model/settings.ts";
import type { SystemMap } from "../../model/system.ts";
import type { SubjectVersions } from "../../registry/registry.ts";
import { allMessages } from "../../schema/formats/protobuf-model.ts";
import { parseProtoFile } from "../../schema/formats/protobuf.ts";
import type { SchemaText } from "../../schema/schema-text.ts";
import { fileAt } from "../../workspace/git.ts";
import { schemaHistory } from "../../workspace/history.ts";
import { withSiblings } from "../../workspace/referred-files.ts";
import type { Candidate } from "./candidates.ts";

/** What a schema is judged among. */
export interface Surroundings {
  root: string;
  map: SystemMap;
  settings: Settings;
  subjects: readonly SubjectVersions[];
  folder: string;
  /** A commit: compare with it alone. */
  since: string | undefined;
  /** Why git's history cannot be read, where there is one. */
  historyMissing: string | undefined;
  /** Comparisons of this look, by file and subject: a file of many definitions is compared once. */
  known: Map<string, Promise<Compared>>;
}

interface Compared {
  result?: CompatResult;
  versions: readonly SchemaText[];
  /** Names of the git versions before the newest one: what changed since then is no news. */
  older: ReadonlySet<string>;
  /** Those of them that broke before the newest change. */
  settled: ReadonlySet<string>;
}

export function isCompared(format: SchemaState["format"]): format is SchemaLanguage {
  return format === "avro" || format === "protobuf" || format === "json-schema";
}

/** Compares a schema with its registered versions and its git history, or with one commit; for one definition of a file, only what it reaches. */
export async function compareWithPast(
  candidate: Candidate & { format: SchemaLanguage },
  schema: SchemaText,
  definition: string | undefined,
  around: Surroundings,
): Promise<Compatibility> {
  const { file, format, subject } = candidate;
  const { root, folder, since } = around;
  const wanted = around.settings.policy?.compatibility ?? around.settings.registry?.policy ?? "auto";
  const policy = CheckPolicy.safeParse(wanted);
  if (!policy.success)
    return { state: "unknown", why: `the policy ${wanted} of the settings is none of ${CheckPolicy.options.join(", ")}`, findings: [] };
  if (around.historyMissing !== undefined) return { state: "unknown", why: around.historyMissing, findings: [] };
  const mode = modeOf(candidate, around);
  const key = `${file}\0${subject ?? ""}`;
  const pending = around.known.get(key) ?? compareOnce();
  around.known.set(key, pending);
  const { result, versions, older, settled } = await pending;
  if (result === undefined) return { state: "compatible", compared: [], mode, findings: [] };
  const all = definition === undefined || format !== "protobuf" ? result.findings : reached(result.findings, definition, versions);
  const { compared } = result;
  const { todaysBreaks, pastBreaks, hints } = await import("./breaks.ts");
  const errors = all.filter(({ severity }) => severity === "error");
  const past = errors.filter(({ against }) => settled.has(against));
  const findings = [
    ...todaysBreaks(
      file,
      mode,
      errors.filter(({ against }) => !settled.has(against)),
    ),
    ...pastBreaks(file, mode, subject ?? candidate.names[0] ?? file, past),
    ...hints(
      file,
      all.filter(({ severity, against }) => severity !== "error" && !older.has(against)),
    ),
  ];
  if (errors.length > past.length) return { state: "breaks", compared, mode, findings };
  const registered = around.subjects.some((entry) => entry.subject === subject && entry.versions.length > 0);
  if (past.length > 0 && !registered)
    return { state: "unknown", why: `it broke ${mode} with ${past[0]!.against} before its newest change`, findings };
  if (result.verdict !== "inconclusive") return { state: "compatible", compared, mode, findings };
  // Nothing readable in the past is the same as no past.
  if (compared.length === 0 && findings.length === 0) return { state: "compatible", compared, mode, findings };
  return { state: "unknown", why: result.reason ?? "its compatibility cannot be told", findings };

  async function compareOnce(): Promise<Compared> {
    const past =
      since === undefined
        ? await schemaHistory(root, file, { registryFolder: folder, subject, current: schema.text })
        : await atCommit(root, since, file);
    if (past.length === 0) return { versions: [schema], older: new Set(), settled: new Set() };
    const { checkCompatibility } = await import("../../compat/check.ts");
    const { brokenBefore } = await import("./breaks.ts");
    const against = past.map((version) => (version.files === undefined ? withSiblings(root, file, version) : version));
    const how = { format, mode, policy: policy.data! };
    const result = checkCompatibility({ ...how, schema, against });
    const fromGit = since === undefined ? against.filter(({ name }) => name.startsWith("git:")) : [];
    const older = new Set(fromGit.slice(1).map(({ name }) => name));
    return { result, versions: [schema, ...against], older, settled: brokenBefore(result.findings, fromGit, how) };
  }
}

async function atCommit(root: string, commit: string, file: string): Promise<SchemaText[]> {
  const text = await fileAt(root, commit, file);
  return text === undefined ? [] : [{ name: `git:${commit.slice(0, 7)}:${file}`, text }];
}

/** Findings in the message of that name and in the types that its fields lead to, in any version. */
function reached(findings: readonly CompatFinding[], definition: string, versions: readonly SchemaText[]): CompatFinding[] {
  const open = [definition.split(".").at(-1)!];
  const names = new Set<string>();
  const types = new Map<string, Set<string>>();
  for (const { name, text } of versions) {
    for (const message of messages(name, text)) {
      const led = types.get(message.name) ?? new Set();
      for (const { type } of message.fields) led.add(type.split(".").at(-1)!);
      for (const inner of message.messages) led.add(inner.name);
      types.set(message.name, led);
    }
  }
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (names.has(name)) continue;
    names.add(name);
    open.push(...(types.get(name) ?? []));
  }
  return findings.filter(({ at, was }) => (was ?? at).split(/[/#]/).some((step) => names.has(step)));
}

function messages(name: string, text: string) {
  try {
    return allMessages(parseProtoFile(text, name, ""));
  } catch {
    return [];
  }
}

/** Events that are stored and replayed must be readable both ways. */
function modeOf({ mode, file }: Candidate, { settings, map }: Surroundings): Mode {
  const chosen = mode ?? settings.policy?.mode ?? settings.registry?.mode;
  if (chosen !== undefined) return chosen;
  const service = serviceOf(file, map);
  const sourced =
    map.eventSourcing.present && map.eventSourcing.evidence.some((sign) => service === "." || serviceOf(sign.file, map) === service);
  return sourced ? "FULL_TRANSITIVE" : "BACKWARD_TRANSITIVE";
}
