import type { SyntaxNode } from "../../../workspace/source.ts";
import type { ClassNode, Field, FunctionNode, ImportNode, Node } from "./node.ts";
import { annotation, parametersOf } from "./python-functions.ts";
import type { LowerTable, PythonLowering } from "./python.ts";

function functionOf(at: SyntaxNode, to: PythonLowering, decorators: Node[], isMethod: boolean): FunctionNode {
  const { builder } = to;
  const isStatic = decorators.some((each) => each.kind === "name" && each.name === "staticmethod");
  return builder.scoped(() => {
    const before = to.globals;
    to.globals = new Set();
    const { parameters, self, done, defaults } = parametersOf(at.childForFieldName("parameters"), to, isMethod && !isStatic);
    if (self !== undefined) to.selves.push(self);
    const body = to.lower(at.childForFieldName("body")!);
    if (self !== undefined) to.selves.pop();
    to.globals = before;
    const returns = annotation(at.childForFieldName("return_type"));
    const fields = {
      kind: "function" as const,
      name: at.childForFieldName("name")!.text,
      parameters,
      body,
      isAsync: at.children.some((child) => child.type === "async"),
      getter: decorators.some((each) => each.kind === "name" && /(^|_)property$/.test(each.name)),
      ...(returns && { returns }),
      decorators,
    };
    return done(builder.make<FunctionNode>(at, fields, [...defaults, body]));
  });
}

function fieldsOf(statement: SyntaxNode, to: PythonLowering, lowered: Node): Field[] {
  const at = statement.type === "expression_statement" ? statement.namedChild(0) : statement;
  if (at?.type !== "assignment") return [];
  const name = at.childForFieldName("left");
  if (name?.type !== "identifier") return [];
  const type = annotation(at.childForFieldName("type"));
  const value = lowered.kind === "assign" ? lowered.value : undefined;
  return [
    {
      name: name.text,
      ...(type && { type }),
      ...(value && { value }),
      isStatic: true,
      line: at.startPosition.row + 1,
      decorators: [],
    },
  ];
}

function classOf(at: SyntaxNode, to: PythonLowering, decorators: Node[]): ClassNode {
  const { builder } = to;
  const name = at.childForFieldName("name")!.text;
  const bases = (at.childForFieldName("superclasses")?.namedChildren ?? [])
    .filter((each) => each.type !== "keyword_argument" && each.type !== "comment")
    .map((each) => to.lower(each.type === "subscript" ? each.childForFieldName("value")! : each));
  const fields: Field[] = [];
  const methods = new Map<string, FunctionNode>();
  const made = builder.scoped(() => {
    const children: Node[] = [];
    for (const each of at.childForFieldName("body")?.namedChildren ?? []) {
      if (each.type === "comment") continue;
      const wrapped = each.type === "decorated_definition" ? each.childForFieldName("definition") : each;
      if (wrapped?.type === "function_definition") {
        const own = each.type === "decorated_definition" ? decoratorsOf(each, to) : [];
        const method = functionOf(wrapped, to, own, true);
        if (!methods.has(method.name!)) methods.set(method.name!, method);
        children.push(...own, method);
        continue;
      }
      const lowered = to.lower(each);
      fields.push(...fieldsOf(each, to, lowered));
      children.push(lowered);
    }
    return builder.make<ClassNode>(at, { kind: "class", name, bases, interfaces: [], fields, methods, decorators }, [
      ...bases,
      ...children,
    ]);
  });
  for (const method of methods.values()) method.owner = made;
  return made;
}

function decoratorsOf(at: SyntaxNode, to: PythonLowering): Node[] {
  return at.namedChildren.filter((each) => each.type === "decorator").map((each) => to.lower(each.namedChild(0)!));
}

function declare(at: SyntaxNode, to: PythonLowering, decorators: Node[]): Node {
  const made = at.type === "class_definition" ? classOf(at, to, decorators) : functionOf(at, to, decorators, false);
  to.builder.bind({ name: made.name!, path: [], to: made.kind, node: made, init: made });
  return made;
}

function imported(at: SyntaxNode, to: PythonLowering): Node {
  const from = at.childForFieldName("module_name")?.text;
  const made: Node[] = [];
  const add = (place: SyntaxNode, local: string, module: string, member?: string) => {
    const node = to.builder.make<ImportNode>(place, { kind: "import", module, ...(member !== undefined && { member }) }, []);
    to.builder.bind({ name: local, path: [], to: "value", node, init: node });
    made.push(node);
  };
  for (const each of at.childrenForFieldName("name")) {
    const name = (each.type === "aliased_import" ? each.childForFieldName("name")! : each).text;
    const alias = each.type === "aliased_import" ? each.childForFieldName("alias")!.text : undefined;
    if (from !== undefined) add(each, alias ?? name, from, name);
    else add(each, alias ?? name.split(".")[0]!, alias === undefined ? name.split(".")[0]! : name);
  }
  if (from !== undefined && at.namedChildren.some((each) => each.type === "wildcard_import")) to.builder.starExports.push(from);
  return to.builder.other(at, made);
}

export const declarations: LowerTable = {
  function_definition: (at, to) => declare(at, to, []),
  class_definition: (at, to) => declare(at, to, []),
  decorated_definition(at, to) {
    const decorators = decoratorsOf(at, to);
    const made = declare(at.childForFieldName("definition")!, to, decorators);
    return to.builder.other(at, [...decorators, made]);
  },
  import_statement: imported,
  import_from_statement: imported,
};
