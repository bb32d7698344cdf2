import { ToolError } from "../../tool.ts";
import type { Shape } from "../field.ts";

/** Refuses a field that is there already: fields are added, never modified. */
export function refuseTaken(shapes: readonly Shape[], taken: ReadonlySet<string>, where: string): void {
  const clash = shapes.find(({ name }) => taken.has(name));
  if (clash === undefined) return;
  throw new ToolError(
    "INVALID_INPUT",
    `${where} has a field "${clash.name}" already.`,
    "Fields are added, never modified.",
    `Give the new field another name, for example ${clash.name}_2.`,
  );
}

export function unreadable(name: string, why: string): ToolError {
  return new ToolError(
    "INVALID_INPUT",
    `Nothing can be added to ${name}: ${why}.`,
    "Fields are added to the payload, an object named data, or to the root.",
  );
}
