import type { SyntaxNode } from "../../../workspace/source.ts";
import type { JavascriptLowering } from "./javascript.ts";
import type { Node, TypeName, TypeNode } from "./node.ts";

/** The name of a type annotation; of a union the first that is no null. Promise<X> is X. */
export function typeName(at: SyntaxNode | null): TypeName | undefined {
  if (!at) return undefined;
  if (at.type === "type_annotation" || at.type === "parenthesized_type" || at.type === "readonly_type") return typeName(at.namedChild(0));
  if (at.type === "predefined_type") return /^(string|number|boolean)$/.test(at.text) ? { name: at.text, args: [] } : undefined;
  if (at.type === "type_identifier" || at.type === "nested_type_identifier" || at.type === "identifier") return { name: at.text, args: [] };
  if (at.type === "array_type") return { name: "Array", args: present([typeName(at.namedChild(0))]) };
  if (at.type === "union_type" || at.type === "intersection_type") return present(at.namedChildren.map(typeName))[0];
  if (at.type !== "generic_type") return undefined;
  const name = at.childForFieldName("name")?.text ?? at.namedChild(0)?.text ?? "";
  const given = at.childForFieldName("type_arguments")?.namedChildren ?? [];
  if (name === "Promise") return typeName(given[0] ?? null);
  return { name, args: given.map((each) => memberType(each) ?? { name: "", args: [] }) };
}

/** As a member of an object type: literals and built-in types too. */
function memberType(at: SyntaxNode | null): TypeName | undefined {
  if (!at) return undefined;
  if (at.type === "type_annotation" || at.type === "parenthesized_type" || at.type === "readonly_type") return memberType(at.namedChild(0));
  if (at.type === "predefined_type") return { name: at.text, args: [] };
  if (at.type === "literal_type" && at.namedChild(0)?.type === "string")
    return { name: "string", args: [], literals: [at.namedChild(0)!.text.slice(1, -1)] };
  if (at.type === "union_type") {
    const parts = at.namedChildren.map(memberType).filter((part) => part?.name !== "null" && part?.name !== "undefined");
    return parts.every((part) => part?.literals)
      ? { name: "string", args: [], literals: parts.flatMap((part) => part!.literals!) }
      : parts[0];
  }
  return typeName(at);
}

function members(at: SyntaxNode | null): TypeNode["members"] {
  return (at?.namedChildren ?? []).flatMap((each) => {
    if (each.type !== "property_signature") return [];
    const type = memberType(each.childForFieldName("type"));
    const name = each.childForFieldName("name")?.text.replaceAll(/^["']|["']$/g, "") ?? "";
    return [{ name, ...(type && { type }), optional: each.children.some((child) => child.type === "?") }];
  });
}

/** `interface X extends Y {…}`, `type X = {…}`, `type X = Y & {…}`. */
export function typeDeclaration(at: SyntaxNode, to: JavascriptLowering): Node {
  const name = at.childForFieldName("name")?.text ?? "";
  const value = at.childForFieldName("value");
  const parts = value?.type === "intersection_type" ? value.namedChildren : value ? [value] : [];
  const extended = at.namedChildren.find((child) => child.type === "extends_type_clause" || child.type === "extends_clause");
  const bases = [...(extended?.namedChildren ?? []), ...parts.filter((part) => part.type !== "object_type")].map(typeName);
  const own = [at.childForFieldName("body"), ...parts.filter((part) => part.type === "object_type")].flatMap(members);
  if (name === "" || (value && parts.some((part) => part.type === "union_type"))) return to.builder.other(at, []);
  const parameters = (at.childForFieldName("type_parameters")?.namedChildren ?? []).map(
    (each) => each.childForFieldName("name")?.text ?? "",
  );
  const node = to.builder.make<TypeNode>(at, { kind: "type", name, parameters, bases: present(bases), members: own }, []);
  to.builder.bind({ name: `type:${name}`, path: [], to: "value", node, init: node });
  return node;
}

function present<T>(values: readonly (T | undefined)[]): T[] {
  return values.filter((value) => value !== undefined);
}

/** `receive<OrderPlaced>()` */
export function typeArgumentsOf(at: SyntaxNode): TypeName[] {
  return present((at.childForFieldName("type_arguments")?.namedChildren ?? []).map(typeName));
}
