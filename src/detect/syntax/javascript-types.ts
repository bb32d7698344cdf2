import type { SyntaxNode } from "../../workspace/source.ts";
import type { TypeName } from "./node.ts";

/** The name of a type annotation; of a union the first that is no null. Promise<X> is X. */
export function typeName(at: SyntaxNode | null): TypeName | undefined {
  if (!at) return undefined;
  if (at.type === "type_annotation" || at.type === "parenthesized_type" || at.type === "readonly_type") return typeName(at.namedChild(0));
  if (at.type === "type_identifier" || at.type === "nested_type_identifier" || at.type === "identifier") return { name: at.text, args: [] };
  if (at.type === "array_type") return { name: "Array", args: present([typeName(at.namedChild(0))]) };
  if (at.type === "union_type" || at.type === "intersection_type") return present(at.namedChildren.map(typeName))[0];
  if (at.type !== "generic_type") return undefined;
  const name = at.childForFieldName("name")?.text ?? at.namedChild(0)?.text ?? "";
  const args = present((at.childForFieldName("type_arguments")?.namedChildren ?? []).map(typeName));
  return name === "Promise" ? args[0] : { name, args };
}

function present<T>(values: readonly (T | undefined)[]): T[] {
  return values.filter((value) => value !== undefined);
}

/** `receive<OrderPlaced>()` */
export function typeArgumentsOf(at: SyntaxNode): TypeName[] {
  return present((at.childForFieldName("type_arguments")?.namedChildren ?? []).map(typeName));
}
