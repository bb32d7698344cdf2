import type { SyntaxNode } from "../../../workspace/source.ts";
import { patternOf } from "./javascript-patterns.ts";
import { typeName } from "./javascript-types.ts";
import type { JavascriptLowering } from "./javascript.ts";
import type { Binding, FunctionNode, Node, Parameter } from "./node.ts";

export function decoratorsOf(at: SyntaxNode, to: JavascriptLowering): Node[] {
  return at.children.filter((child) => child.type === "decorator").map((child) => to.lower(child.namedChild(0)!));
}

/** Any function form: declaration, expression, arrow, method. `decorators` stand before a method in the class body. */
export function lowerFunction(at: SyntaxNode, to: JavascriptLowering, decorators: Node[] = []): FunctionNode {
  const { builder } = to;
  return builder.scoped(() => {
    const parameters: Parameter[] = [];
    const bindings: Omit<Binding, "assigned">[] = [];
    const single = at.childForFieldName("parameter");
    const list = single ? [single] : (at.childForFieldName("parameters")?.namedChildren ?? []).filter((each) => each.type !== "comment");
    list.forEach((each, index) => {
      const wrapped = each.type === "required_parameter" || each.type === "optional_parameter";
      const pattern = wrapped ? (each.childForFieldName("pattern") ?? each.namedChild(0)!) : each;
      const type = wrapped ? typeName(each.childForFieldName("type")) : undefined;
      const defaultValue = to.maybe(wrapped ? each.childForFieldName("value") : each.childForFieldName("right"));
      const bare = pattern.type === "assignment_pattern" ? pattern.childForFieldName("left")! : pattern;
      const names = patternOf(bare, [], to);
      parameters.push({
        ...(bare.type === "identifier" && { name: bare.text }),
        ...(type && { type }),
        ...(defaultValue && { defaultValue }),
        rest: bare.type === "rest_pattern",
        decorators: wrapped ? decoratorsOf(each, to) : [],
      });
      for (const { name, path, inner } of names)
        bindings.push({
          name,
          path,
          to: "parameter",
          node: builder.name(bare, name),
          index,
          ...(type && path.length === 0 && { type }),
          ...((inner ?? defaultValue) && { defaultValue: inner ?? defaultValue! }),
        });
    });
    const bodyAt = at.childForFieldName("body");
    for (const binding of bindings) builder.bind(binding);
    const body = bodyAt ? to.lower(bodyAt) : builder.other(at, []);
    const name = at.childForFieldName("name")?.text.replace(/^#/, "");
    const returns = typeName(at.childForFieldName("return_type"));
    const made = builder.make<FunctionNode>(
      at,
      {
        kind: "function",
        ...(name !== undefined && { name }),
        parameters,
        body,
        isAsync: at.children.some((child) => child.type === "async"),
        getter: at.children.some((child) => child.type === "get"),
        ...(returns && { returns }),
        decorators,
      },
      [...parameters.flatMap((each) => [...each.decorators, each.defaultValue]), body],
    );
    for (const binding of bindings) builder.bound(binding.name)!.owner = made;
    return made;
  });
}
