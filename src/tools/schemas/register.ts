import { type CompatResult, checkCompatibility } from "../../compat/check.ts";
import type { SchemaText } from "../../model/schema-text.ts";
import { register } from "../../registry/files.ts";
import { checkSound } from "../../schema/sound.ts";
import { isSubject } from "../../schema/subject.ts";
import { ToolError } from "../../tool.ts";
import { withSiblings } from "../../workspace/referred-files.ts";
import { loadSchema, type Wanted } from "./load.ts";

/** register-schema's work. Throws INCOMPATIBLE, and what reading and parsing throw. */
export async function registerSource(root: string, wanted: Omit<Wanted, "policy">) {
  const { schema, format, subject, mode, policy, folder, settings } = await loadSchema(root, wanted);
  if (settings.registry?.kind === "confluent") {
    throw new ToolError(
      "UNSUPPORTED",
      "The settings name a Confluent registry, and this tool writes to a files registry only.",
      "registry.kind is confluent in .godmode/event.json.",
    );
  }
  if (subject === undefined)
    throw new ToolError(
      "INVALID_INPUT",
      "The schema names no subject.",
      "It has no event type, no type name and no file name.",
      "Give subject, for example order.placed.",
    );
  if (!isSubject(subject))
    throw new ToolError(
      "INVALID_INPUT",
      `"${subject}" cannot be a subject.`,
      "A subject is a folder name: letters, digits, dots, dashes and underscores.",
    );
  checkSound(format, schema);
  const path = "path" in wanted.schema ? wanted.schema.path : undefined;
  const beside = (version: SchemaText) => (path === undefined || version.files !== undefined ? version : withSiblings(root, path, version));
  let compared: string[] = [];
  const registered = register(root, folder, { subject, format, schema }, (versions) => {
    const result = checkCompatibility({ format, schema, against: [...versions].reverse().map(beside), mode, policy });
    refuse(result, subject);
    compared = result.compared;
  });
  return { ...registered, mode, compared };
}

function refuse({ verdict, findings, reason, compared }: CompatResult, subject: string): void {
  if (verdict === "compatible" || (verdict === "inconclusive" && compared.length === 0 && findings.length === 0)) return;
  if (verdict === "inconclusive") {
    throw new ToolError(
      "INCOMPATIBLE",
      `Whether ${subject} is compatible could not be told: ${reason}`,
      "Only a schema that is known to be compatible is registered.",
      "Judge it by hand, then register it with mode NONE.",
    );
  }
  const broken = findings.filter(({ severity }) => severity === "error");
  const first = broken.slice(0, 3).map(({ rule, file, line, message }) => `${rule} at ${file}:${line}: ${message}`);
  const rest = broken.length > 3 ? ` And ${broken.length - 3} more.` : "";
  throw new ToolError(
    "INCOMPATIBLE",
    `The schema breaks registered versions of ${subject}. ${first.join(" ")}${rest}`,
    "Consumers of the registered versions would fail.",
  );
}
