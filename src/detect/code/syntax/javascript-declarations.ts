import type { SyntaxNode } from "../../../workspace/source.ts";
import { decoratorsOf, lowerFunction } from "./javascript-functions.ts";
import { typeDeclaration, typeName } from "./javascript-types.ts";
import type { JavascriptLowering, LowerTable } from "./javascript.ts";
import type { ClassNode, Field, FunctionNode, ImportNode, Node, ObjectNode } from "./node.ts";

function named(at: SyntaxNode, to: JavascriptLowering): FunctionNode {
  const made = lowerFunction(at, to);
  if (made.name !== undefined) to.builder.bind({ name: made.name, path: [], to: "function", node: made, init: made });
  return made;
}

function heritage(at: SyntaxNode, to: JavascriptLowering): { bases: Node[]; interfaces: string[] } {
  const clauses = at.namedChildren.filter((child) => child.type === "class_heritage").flatMap((child) => child.namedChildren);
  const extended = clauses.find((child) => child.type === "extends_clause")?.childForFieldName("value");
  const bare = clauses.find((child) => child.type === "identifier");
  const interfaces = clauses.filter((child) => child.type === "implements_clause").flatMap((child) => child.namedChildren);
  return {
    bases: [extended ?? bare].filter((base) => base !== undefined && base !== null).map((base) => to.lower(base)),
    interfaces: interfaces.map((each) => typeName(each)?.name ?? each.text),
  };
}

function fieldOf(at: SyntaxNode, to: JavascriptLowering, decorators: Node[]): Field {
  const type = typeName(at.childForFieldName("type"));
  const init = to.maybe(at.childForFieldName("value"));
  return {
    name: (at.childForFieldName("name") ?? at.childForFieldName("property"))?.text.replace(/^#/, "") ?? "",
    ...(type && { type }),
    ...(init && { value: init }),
    isStatic: at.children.some((child) => child.type === "static"),
    line: at.startPosition.row + 1,
    decorators: [...decorators, ...decoratorsOf(at, to)],
  };
}

function classOf(at: SyntaxNode, to: JavascriptLowering, outer: Node[] = []): ClassNode {
  const { bases, interfaces } = heritage(at, to);
  const fields: Field[] = [];
  const methods = new Map<string, FunctionNode>();
  const children: Node[] = [...bases];
  let decorators: Node[] = [];
  for (const each of at.childForFieldName("body")?.namedChildren ?? []) {
    if (each.type === "decorator") decorators.push(to.lower(each.namedChild(0)!));
    else if (each.type === "method_definition") {
      const method = lowerFunction(each, to, decorators);
      methods.set(method.name ?? "", method);
      for (const parameter of each.childForFieldName("parameters")?.namedChildren ?? []) {
        if (
          method.name !== "constructor" ||
          !parameter.children.some((child) => child.type === "accessibility_modifier" || child.type === "readonly")
        )
          continue;
        const name = parameter.childForFieldName("pattern")?.text;
        const type = typeName(parameter.childForFieldName("type"));
        const value = to.builder.name(parameter, name ?? "");
        value.parent = method;
        if (name)
          fields.push({ name, ...(type && { type }), value, isStatic: false, line: parameter.startPosition.row + 1, decorators: [] });
      }
      children.push(...decorators, method);
      decorators = [];
    } else if (each.type === "public_field_definition" || each.type === "field_definition") {
      const field = fieldOf(each, to, decorators);
      fields.push(field);
      if (field.value?.kind === "function") methods.set(field.name, field.value);
      children.push(...field.decorators, ...(field.value ? [field.value] : []));
      decorators = [];
    } else if (each.type !== "comment") children.push(to.lower(each));
  }
  const own = [...outer, ...decoratorsOf(at, to)];
  const name = at.childForFieldName("name")?.text ?? "";
  const made = to.builder.make<ClassNode>(at, { kind: "class", name, bases, interfaces, fields, methods, decorators: own }, [
    ...own,
    ...children,
  ]);
  for (const method of methods.values()) method.owner = made;
  return made;
}

function classDeclaration(at: SyntaxNode, to: JavascriptLowering, outer: Node[] = []): ClassNode {
  const made = classOf(at, to, outer);
  if (made.name) to.builder.bind({ name: made.name, path: [], to: "class", node: made, init: made });
  return made;
}

function enumeration(at: SyntaxNode, to: JavascriptLowering): ObjectNode {
  const name = at.childForFieldName("name")!.text;
  const entries = (at.childForFieldName("body")?.namedChildren ?? []).flatMap((each) => {
    const value = to.maybe(each.childForFieldName("value"));
    return value ? [{ key: each.childForFieldName("name")!.text.replace(/^["']|["']$/g, ""), value }] : [];
  });
  const made = to.builder.make<ObjectNode>(
    at,
    { kind: "object", entries, name },
    entries.map((entry) => entry.value),
  );
  to.builder.bind({ name, path: [], to: "value", node: made, init: made });
  return made;
}

function imported(at: SyntaxNode, to: JavascriptLowering): Node {
  const module = at.childForFieldName("source")?.text.slice(1, -1);
  const required = at.namedChildren.find((child) => child.type === "import_require_clause");
  const from = required?.childForFieldName("source")?.text.slice(1, -1) ?? module ?? "";
  const made: Node[] = [];
  const add = (name: SyntaxNode, member?: string) => {
    const node = to.builder.make<ImportNode>(name, { kind: "import", module: from, ...(member !== undefined && { member }) }, []);
    to.builder.bind({ name: name.text, path: [], to: "value", node, init: node });
    made.push(node);
  };
  if (required?.namedChild(0)) add(required.namedChild(0)!);
  for (const each of at.namedChildren.find((child) => child.type === "import_clause")?.namedChildren ?? []) {
    if (each.type === "identifier") add(each, "default");
    else if (each.type === "namespace_import") add(each.namedChild(0)!);
    else
      for (const specifier of each.namedChildren) {
        const name = specifier.childForFieldName("name");
        if (name) add(specifier.childForFieldName("alias") ?? name, name.text);
      }
  }
  return to.builder.other(at, made);
}

function exported(at: SyntaxNode, to: JavascriptLowering): Node {
  const { builder } = to;
  const source = at.childForFieldName("source")?.text.slice(1, -1);
  const declaration = at.childForFieldName("declaration");
  const isDefault = at.children.some((child) => child.type === "default");
  const decorators = decoratorsOf(at, to);
  if (declaration) {
    const isClass = declaration.type === "class_declaration" || declaration.type === "abstract_class_declaration";
    const node = isClass ? classDeclaration(declaration, to, decorators) : to.lower(declaration);
    if (isDefault) builder.exports.set("default", node);
    return builder.other(at, [node]);
  }
  const value = at.childForFieldName("value");
  const made: Node[] = [];
  if (value) {
    made.push(to.lower(value));
    builder.exports.set("default", made[0]!);
    if (at.children.some((child) => child.type === "=")) builder.exportAll = made[0]!;
  }
  for (const specifier of at.namedChildren.find((child) => child.type === "export_clause")?.namedChildren ?? []) {
    const name = specifier.childForFieldName("name")?.text;
    if (name === undefined) continue;
    const node: Node =
      source === undefined
        ? builder.name(specifier, name)
        : builder.make<ImportNode>(specifier, { kind: "import", module: source, member: name }, []);
    builder.exports.set(specifier.childForFieldName("alias")?.text ?? name, node);
    made.push(node);
  }
  const namespace = at.namedChildren.find((child) => child.type === "namespace_export");
  if (source !== undefined && namespace?.namedChild(0)) {
    const node = builder.make<ImportNode>(namespace, { kind: "import", module: source }, []);
    builder.exports.set(namespace.namedChild(0)!.text, node);
    made.push(node);
  } else if (source !== undefined && at.children.some((child) => child.type === "*")) builder.starExports.push(source);
  return builder.other(at, made);
}

export const declarations: LowerTable = {
  function_declaration: named,
  generator_function_declaration: named,
  class_declaration: (at, to) => classDeclaration(at, to),
  abstract_class_declaration: (at, to) => classDeclaration(at, to),
  class: (at, to) => classOf(at, to),
  enum_declaration: enumeration,
  import_statement: imported,
  export_statement: exported,
  interface_declaration: typeDeclaration,
  type_alias_declaration: typeDeclaration,
};
