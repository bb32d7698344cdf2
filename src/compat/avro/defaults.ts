import type { AvroType } from "../../schema/formats/avro.ts";
import { isObject, own } from "../../schema/json-value.ts";

/**
 * Why a JSON default does not fit a type, or undefined when it does. Any branch of a union may hold it, as of Avro 1.12:
 * https://avro.apache.org/docs/current/specification/#schema-record
 */
export function defaultProblem(type: AvroType, value: unknown, depth = 0): string | undefined {
  const wrong = `${JSON.stringify(value)?.slice(0, 40)} is no ${type.kind}`;
  if (depth > 100) return undefined;
  switch (type.kind) {
    case "null":
      return value === null ? undefined : wrong;
    case "boolean":
      return typeof value === "boolean" ? undefined : wrong;
    case "int":
      return Number.isInteger(value) && Math.abs(value as number) <= 2 ** 31 - (value === -(2 ** 31) ? 0 : 1) ? undefined : wrong;
    case "long":
      return Number.isInteger(value) ? undefined : wrong;
    case "float":
    case "double":
      return typeof value === "number" || ["NaN", "Infinity", "-Infinity"].includes(value as string) ? undefined : wrong;
    case "bytes":
    case "string":
      return typeof value === "string" ? undefined : wrong;
    case "fixed":
      return typeof value === "string" && value.length === type.size ? undefined : `${wrong} of ${type.size} bytes`;
    case "enum":
      return type.symbols.includes(value as string) ? undefined : `${JSON.stringify(value)?.slice(0, 40)} is no symbol of ${type.name}`;
    case "array":
      return Array.isArray(value) ? firstProblem(value.map((item) => defaultProblem(type.items, item, depth + 1))) : wrong;
    case "map":
      return isObject(value) ? firstProblem(Object.values(value).map((item) => defaultProblem(type.values, item, depth + 1))) : wrong;
    case "union":
      return type.branches.some((branch) => defaultProblem(branch, value, depth + 1) === undefined)
        ? undefined
        : `${JSON.stringify(value)?.slice(0, 40)} fits no branch of the union`;
    case "record":
      if (!isObject(value)) return wrong;
      return firstProblem(
        type.fields.map((field) =>
          Object.hasOwn(value, field.name)
            ? defaultProblem(field.type, own(value, field.name), depth + 1)
            : field.hasDefault
              ? undefined
              : `field "${field.name}" of ${type.name} is missing`,
        ),
      );
    default:
      return undefined;
  }
}

function firstProblem(problems: (string | undefined)[]): string | undefined {
  return problems.find((problem) => problem !== undefined);
}
