import type { SyntaxNode } from "../../../workspace/source.ts";
import type { JavascriptLowering } from "./javascript.ts";
import type { Binding, Node, Step, TypeName } from "./node.ts";

export interface PatternName {
  name: string;
  path: Step[];
  /** Default inside the pattern. */
  inner?: Node;
}

/** The names that a destructuring pattern binds, each with its way into the value. */
export function patternOf(at: SyntaxNode, path: Step[], to: JavascriptLowering): PatternName[] {
  switch (at.type) {
    case "identifier":
    case "shorthand_property_identifier_pattern":
      return [{ name: at.text, path: at.type === "identifier" ? path : [...path, at.text] }];
    case "object_pattern":
      return at.namedChildren.flatMap((each) => patternOf(each, path, to));
    case "array_pattern": {
      let index = 0;
      const found: PatternName[] = [];
      for (const each of at.children) {
        if (each.type === ",") index++;
        else if (each.isNamed) found.push(...patternOf(each, [...path, index], to));
      }
      return found;
    }
    case "pair_pattern": {
      const key = at.childForFieldName("key")!;
      return patternOf(at.childForFieldName("value")!, [...path, key.type === "string" ? key.text.slice(1, -1) : key.text], to);
    }
    case "object_assignment_pattern":
    case "assignment_pattern": {
      const inner = to.maybe(at.childForFieldName("right"));
      return patternOf(at.childForFieldName("left")!, path, to).map((each) => ({ ...(inner && { inner }), ...each }));
    }
    case "rest_pattern":
      return at.namedChild(0) ? patternOf(at.namedChild(0)!, [...path, "..."], to) : [];
    default:
      return [];
  }
}

/** Binds what a pattern names to a value. */
export function bindPattern(
  at: SyntaxNode,
  to: JavascriptLowering,
  value: { init: Node | undefined; type?: TypeName | undefined; path?: Step[]; kind?: Binding["to"] },
): void {
  for (const { name, path, inner } of patternOf(at, value.path ?? [], to))
    to.builder.bind({
      name,
      path,
      to: value.kind ?? "value",
      node: to.builder.name(at, name),
      ...(value.init && { init: value.init }),
      ...(value.type && path.length === 0 && { type: value.type }),
      ...(inner && { defaultValue: inner }),
    });
}
