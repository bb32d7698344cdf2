import type { RuleText } from "../rule.ts";
import type { Incompatibility } from "./resolution.ts";

function text(id: Incompatibility, purpose: string, fix: string): RuleText & { fix: string } {
  return { id, format: "avro", purpose, fix, categories: ["apache-avro", "house"], severity: "error" };
}

/** What Avro's schema resolution refuses, by the names that Apache's SchemaCompatibility gives it. */
export const resolutionRules: Record<Incompatibility, RuleText & { fix: string }> = {
  TYPE_MISMATCH: text(
    "TYPE_MISMATCH",
    "The reader's type is the writer's, or one that Avro promotes it to.",
    "Restore the old type and add a new field with a default.",
  ),
  NAME_MISMATCH: text(
    "NAME_MISMATCH",
    "Reader and writer name a record, enum or fixed alike, or the reader's aliases hold the writer's name.",
    "Restore the name, or add the old full name to aliases.",
  ),
  FIXED_SIZE_MISMATCH: text(
    "FIXED_SIZE_MISMATCH",
    "Reader and writer agree on the size of a fixed.",
    "Restore the size, or add a new field.",
  ),
  MISSING_ENUM_SYMBOLS: text(
    "MISSING_ENUM_SYMBOLS",
    "The reader knows every symbol that the writer may use, or its enum has a default symbol.",
    "Put the symbol back, or give the reader's enum a default before the writer uses new symbols.",
  ),
  READER_FIELD_MISSING_DEFAULT_VALUE: text(
    "READER_FIELD_MISSING_DEFAULT_VALUE",
    "A field that the writer lacks has a default in the reader.",
    "Give the field a default, or keep writing it.",
  ),
  MISSING_UNION_BRANCH: text(
    "MISSING_UNION_BRANCH",
    "The reader's union has a branch for everything that the writer may write.",
    "Put the branch back, or update the readers before the writer uses it.",
  ),
};
