import type { Analysis } from "./analysis.ts";
import type { Fact } from "../fact.ts";
import { moduleOf, textOf, walk, type ClassNode, type FunctionNode, type Node } from "./syntax/node.ts";

const mention = /@nestjs\/cqrs|read_?model|projection|projector|outbox/i;
const readModel = /read_?model|projection$|projector$/i;
const writes = /^\s*(insert|update|merge|delete)\b/i;
const writers = /^(upsert|insert|insertOne|insert_one|updateOne|update_one|put_item|save|put|set)$/;

export function mayHoldSigns(text: string): boolean {
  return mention.test(text);
}

/** Signs of separate models for commands and queries: handlers of both kinds, or code that writes a read model. */
export function signFacts({ program, tracer }: Analysis): Fact[] {
  const facts: Fact[] = [];
  const handlers = new Map<string, Fact>();
  for (const path of program.sources) {
    if (!mayHoldSigns(program.workspace.read(path) ?? "")) continue;
    const module = program.load(path);
    if (!module) continue;
    const outbox = outboxSign(module.root);
    if (outbox) facts.push(outbox);
    walk(module.root, (node) => {
      if (node.kind === "class") for (const [name, fact] of nestHandlers(node, tracer)) if (!handlers.has(name)) handlers.set(name, fact);
      if (
        (node.kind === "class" || node.kind === "function") &&
        node.name !== undefined &&
        readModel.test(node.name) &&
        writesSomething(node)
      )
        facts.push(sign(node, `${node.name} writes a read model`));
    });
  }
  // https://docs.nestjs.com/recipes/cqrs
  return handlers.has("CommandHandler") && handlers.has("QueryHandler") ? [...facts, ...handlers.values()] : facts;
}

/** A table whose rows are the events that are still to be published: declared, filled, or mapped to a class. */
function outboxSign(root: Node): Fact | undefined {
  let found: Fact | undefined;
  const say = (node: Node, what: string) => (found ??= { ...sign(node, what), of: "outbox" } as Fact);
  walk(root, (node) => {
    if (found) return;
    if (node.kind === "string" || node.kind === "template") {
      const text = textOf(node).slice(0, 2_000);
      const table = /\b(create\s+table\s+(?:if\s+not\s+exists\s+)?|insert\s+into\s+)["`\w.]*outbox/i.exec(text);
      if (table) say(node, /^create/i.test(table[0]) ? "declares an outbox table" : "writes an outbox table");
    }
    if (node.kind === "class" && /^\w*Outbox(Event|Message|Entity|Entry|Record|Repository|Store|Model)?$/.test(node.name)) {
      const mapped = node.decorators.some((decorator) => /^@?(Entity|Table|Schema)\b/.test(textOf(decorator)));
      if (mapped || writesSomething(node)) say(node, `${node.name} keeps the outbox`);
    }
  });
  return found;
}

function sign(node: Node, what: string): Fact {
  return { fact: "sign", of: "cqrs", what, file: moduleOf(node).path, line: node.line };
}

function nestHandlers(owner: ClassNode, tracer: Analysis["tracer"]): [string, Fact][] {
  return owner.decorators.flatMap((decorator): [string, Fact][] => {
    if (decorator.kind !== "call") return [];
    const from = tracer
      .trace({ node: decorator.callee })
      .find(({ node }) => node.kind === "import" && node.module === "@nestjs/cqrs")?.node;
    return from?.kind === "import" && from.member !== undefined ? [[from.member, sign(owner, `@${from.member} ${owner.name}`)]] : [];
  });
}

function writesSomething(node: ClassNode | FunctionNode): boolean {
  let found = false;
  walk(node, (at) => {
    if (at.kind === "string" && writes.test(at.value.slice(0, 400))) found = true;
    if (at.kind === "call" && at.callee.kind === "member" && writers.test(at.callee.property)) found = true;
  });
  return found;
}
