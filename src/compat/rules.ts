import { avroRules } from "./avro/engine.ts";
import { jsonSchemaRules } from "./json-schema/engine.ts";
import { protobufRules } from "./protobuf/engine.ts";
import type { RuleText } from "./rule.ts";

/** THE list of compatibility rules, by format, as the engines run them. */
export const rules: readonly RuleText[] = [...avroRules, ...protobufRules, ...jsonSchemaRules].map(
  ({ id, format, purpose, categories, severity }) => ({
    id,
    format,
    purpose,
    categories,
    severity,
  }),
);
