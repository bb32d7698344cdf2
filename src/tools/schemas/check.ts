import { type CheckInput, checkCompatibility, type CompatResult } from "../../compat/check.ts";
import type { CompatFinding } from "../../compat/rule.ts";
import type { SchemaText } from "../../model/schema-text.ts";
import type { SchemaSource } from "../../model/source.ts";
import { isRegistered } from "../../registry/files.ts";
import { checkSound } from "../../schema/sound.ts";
import { ToolError } from "../../tool.ts";
import { historyProblem, resolveRef } from "../../workspace/git.ts";
import { schemaHistory } from "../../workspace/history.ts";
import { readSource } from "../../workspace/read-source.ts";
import { withSiblings } from "../../workspace/referred-files.ts";
import { readVersionFiles } from "../../workspace/version-files.ts";
import { loadSchema, type Loaded, type Wanted } from "./load.ts";

type CheckCall = Wanted & { against?: SchemaSource[] | undefined };

/** check-compat's work: what to compare, the comparison, and what the answer needs beside it. */
export async function checkSchema(root: string, call: CheckCall) {
  const loaded = await loadSchema(root, call);
  const { schema, format, subject, mode, policy, folder } = loaded;
  checkSound(format, schema);
  const against =
    call.against === undefined
      ? await history(root, call.schema, loaded)
      : await Promise.all(call.against.map((source) => readSource(root, source, folder)));
  const result = checkCompatibility({ format, schema, against: named(against), mode, policy } satisfies CheckInput);
  const refused = call.against === undefined ? undefined : result.skipped?.[0];
  if (refused !== undefined) throw new ToolError("PARSE_FAILED", refused.why, `The older version ${refused.name} cannot be read.`);
  const registered = subject === undefined ? undefined : isRegistered(root, folder, subject, schema);
  const unseen = call.against === undefined && "path" in call.schema ? await unseenHistory(root, result, folder) : undefined;
  const open = result.verdict === "inconclusive" || (result.verdict === "compatible" && unseen !== undefined);
  const reasons = [result.reason, unseen && `${unseen}.`].filter((reason) => reason !== undefined);
  return {
    ...(!open && { compatible: result.verdict === "compatible" }),
    ...(open && { reason: reasons.join(" ") }),
    policy: result.policy,
    mode,
    format,
    ...(subject !== undefined && { subject }),
    compared: result.compared,
    skipped: result.skipped ?? [],
    findings: result.findings satisfies CompatFinding[],
    ...(!open && result.verdict === "compatible" && { deployFirst: result.deployFirst }),
    ...(registered !== undefined && { registered }),
  };
}

/** Why older versions may exist that git did not show. What is registered counts as the whole history. */
async function unseenHistory(root: string, { mode, compared }: CompatResult, folder: string): Promise<string | undefined> {
  if (mode === "NONE" || compared.some((name) => name.startsWith(`${folder}/`))) return undefined;
  const problem = await historyProblem(root);
  return problem?.missing === "all" || mode.endsWith("_TRANSITIVE") || compared.length === 0 ? problem?.why : undefined;
}

/** A path has its history, up to its commit where one is named; a registered version those before it; a bare text has none. */
async function history(root: string, source: SchemaSource, { schema, subject, folder }: Loaded): Promise<SchemaText[]> {
  if ("registry" in source) {
    return readVersionFiles(root, folder, source.registry)
      .filter(({ name }) => name !== schema.name)
      .filter(({ version }) => source.version === undefined || version < source.version)
      .reverse();
  }
  if ("path" in source && !("git" in source)) {
    const past = await schemaHistory(root, source.path, { registryFolder: folder, subject, current: schema.text });
    return past.map((version) => (version.files === undefined ? withSiblings(root, source.path, version) : version));
  }
  if ("git" in source) {
    const commit = await resolveRef(root, source.git);
    return schemaHistory(root, source.path, { registryFolder: folder, current: schema.text, commit });
  }
  return subject === undefined ? [] : readVersionFiles(root, folder, subject).reverse();
}

/** Versions that came as bare text, or twice, get names of their own. */
function named(against: readonly SchemaText[]): SchemaText[] {
  return against.map((version, index) => {
    if (version.name !== "schema" && against.findIndex(({ name }) => name === version.name) === index) return version;
    const name = `${version.name} (against ${index + 1})`;
    if (version.files === undefined || !Object.hasOwn(version.files, version.name)) return { ...version, name };
    const { [version.name]: text = version.text, ...others } = version.files;
    return { ...version, name, path: version.path ?? version.name, files: { ...others, [name]: text } };
  });
}
