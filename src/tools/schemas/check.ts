import { type CheckInput, checkCompatibility } from "../../compat/check.ts";
import type { CompatFinding } from "../../compat/rule.ts";
import type { SchemaText } from "../../model/schema-text.ts";
import type { SchemaSource } from "../../model/source.ts";
import { isRegistered } from "../../registry/files.ts";
import { ToolError } from "../../tool.ts";
import { schemaHistory } from "../../workspace/history.ts";
import { readSource, withSiblings } from "../../workspace/read-source.ts";
import { readVersionFiles } from "../../workspace/version-files.ts";
import { loadSchema, type Loaded, type Wanted } from "./load.ts";

type CheckCall = Wanted & { against?: SchemaSource[] | undefined };

/** check-compat's work: what to compare, the comparison, and what the answer needs beside it. */
export async function checkSchema(root: string, call: CheckCall) {
  const loaded = await loadSchema(root, call);
  const { schema, format, subject, mode, policy, folder } = loaded;
  const against =
    call.against === undefined
      ? await history(root, call.schema, loaded)
      : await Promise.all(call.against.map((source) => readSource(root, source, folder)));
  const result = checkCompatibility({ format, schema, against: named(against), mode, policy } satisfies CheckInput);
  const refused = call.against === undefined ? undefined : result.skipped?.[0];
  if (refused !== undefined) throw new ToolError("PARSE_FAILED", refused.why, `The older version ${refused.name} cannot be read.`);
  const registered = subject === undefined ? undefined : isRegistered(root, folder, subject, schema);
  return {
    ...(result.verdict !== "inconclusive" && { compatible: result.verdict === "compatible" }),
    ...(result.reason !== undefined && { reason: result.reason }),
    policy: result.policy,
    mode,
    format,
    ...(subject !== undefined && { subject }),
    compared: result.compared,
    skipped: result.skipped ?? [],
    findings: result.findings satisfies CompatFinding[],
    deployFirst: result.deployFirst,
    ...(registered !== undefined && { registered }),
  };
}

/** A path has its history; a registered version those before it; a bare text has none. */
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
  return subject === undefined || "git" in source ? [] : readVersionFiles(root, folder, subject).reverse();
}

/** Versions that came as bare text get names of their own. */
function named(against: readonly SchemaText[]): SchemaText[] {
  return against.map((version, index) => {
    if (against.findIndex(({ name }) => name === version.name) === index && version.name !== "schema") return version;
    return version.files === undefined || Object.hasOwn(version.files, version.name)
      ? { ...version, name: `${version.name} (against ${index + 1})` }
      : { ...version, name: `${version.name} (against ${index + 1})` };
  });
}
