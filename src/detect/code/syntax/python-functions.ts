import type { SyntaxNode } from "../../../workspace/source.ts";
import type { FunctionNode, Node, Parameter, TypeName } from "./node.ts";
import type { PythonLowering } from "./python.ts";

/** The name of an annotation. Optional[X], Awaitable[X] and X | None are X. */
export function annotation(at: SyntaxNode | null): TypeName | undefined {
  if (!at) return undefined;
  if (at.type === "type") return annotation(at.namedChild(0));
  if (at.type === "identifier" || at.type === "attribute") return { name: at.text, args: [] };
  if (at.type === "string") return { name: at.text.slice(1, -1), args: [] };
  if (at.type === "binary_operator" || at.type === "union_type") return annotation(at.namedChild(0));
  if (at.type !== "generic_type" && at.type !== "subscript") return undefined;
  const name = at.namedChild(0)?.text ?? "";
  const inside = at.type === "generic_type" ? (at.namedChild(1)?.namedChildren ?? []) : at.childrenForFieldName("subscript");
  const args = inside.map(annotation).filter((each) => each !== undefined);
  return /^(typing\.)?(Optional|Awaitable|Annotated)$/.test(name) ? args[0] : { name, args };
}

/** Reads a parameter list; the instance of a method counts as none of them. `done` ties the parameters to the finished function. */
export function parametersOf(
  list: SyntaxNode | null,
  to: PythonLowering,
  isMethod = false,
): { parameters: Parameter[]; self?: string; done: (made: FunctionNode) => FunctionNode; defaults: Node[] } {
  const { builder } = to;
  const parameters: Parameter[] = [];
  const defaults: Node[] = [];
  let self: string | undefined;
  for (const each of list?.namedChildren ?? []) {
    if (["comment", "keyword_separator", "positional_separator"].includes(each.type)) continue;
    const name = (each.childForFieldName("name") ?? (each.type === "identifier" ? each : each.namedChild(0)))?.text.replace(/^\*+/, "");
    if (isMethod && self === undefined) {
      self = name ?? "";
      continue;
    }
    const type = annotation(each.childForFieldName("type"));
    const defaultValue = to.maybe(each.childForFieldName("value"));
    if (defaultValue) defaults.push(defaultValue);
    const rest = each.type.endsWith("splat_pattern") || (each.type === "typed_parameter" && each.text.startsWith("*"));
    parameters.push({
      ...(name !== undefined && { name }),
      ...(type && { type }),
      ...(defaultValue && { defaultValue }),
      rest,
      decorators: [],
    });
    if (name !== undefined)
      builder.bind({
        name,
        path: [],
        to: "parameter",
        node: builder.name(each, name),
        index: parameters.length - 1,
        ...(type && { type }),
        ...(defaultValue && { defaultValue }),
      });
  }
  const names = parameters.flatMap((each) => each.name ?? []);
  const own = names.map((name) => builder.bound(name)!);
  return {
    parameters,
    defaults,
    ...(self !== undefined && { self }),
    done(made) {
      for (const binding of own) binding.owner = made;
      return made;
    },
  };
}
