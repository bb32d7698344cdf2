import { moduleOf, walk, type FunctionNode, type Node } from "../syntax/node.ts";
import type { Program } from "./program.ts";
import { returned } from "./shapes.ts";
import type { Ref, Tracer } from "./tracer.ts";

/**
 * What `configService.get("kafka.topic")` yields: the objects of `registerAs("kafka", () => …)` and of the factories that
 * `ConfigModule.forRoot({ load: […] })` names. https://docs.nestjs.com/techniques/configuration
 */
export function openNestConfig(program: Program, tracer: Tracer): (ref: Ref) => Ref[] {
  const roots = new Map<string, { namespace: string; value: Ref }[]>();

  function rootsOf(home: string): { namespace: string; value: Ref }[] {
    const known = roots.get(home);
    if (known) return known;
    const found: { namespace: string; value: Ref }[] = [];
    roots.set(home, found);
    for (const path of program.sources) {
      if (program.packageOf(path) !== home || !/\bregisterAs\(|\bConfigModule\.forRoot/.test(program.workspace.read(path) ?? "")) continue;
      const module = program.load(path);
      if (module) walk(module.root, (node) => void found.push(...fromCall(node, tracer)));
    }
    return found;
  }

  return ({ node, frame }) => {
    if (node.kind !== "call" || node.callee.kind !== "member" || !["get", "getOrThrow"].includes(node.callee.property)) return [];
    const key = node.args[0] && tracer.trace({ node: node.args[0].value, frame })[0]?.node;
    if (key?.kind !== "string" || tracer.declaredType({ node: node.callee.object, frame })?.type.name !== "ConfigService") return [];
    const path = key.value.split(".");
    return rootsOf(program.packageOf(moduleOf(node).path)).flatMap(({ namespace, value }) => {
      const rest = namespace === "" ? path : path[0] === namespace ? path.slice(1) : undefined;
      return (rest ?? []).reduce<Ref[]>((at, step) => at.flatMap((each) => tracer.property(each, step)), rest ? tracer.trace(value) : []);
    });
  };
}

function fromCall(node: Node, tracer: Tracer): { namespace: string; value: Ref }[] {
  if (node.kind !== "call") return [];
  const { callee, args } = node;
  if (callee.kind === "name" && callee.name === "registerAs" && args[0]?.value.kind === "string" && args[1]) {
    const namespace = args[0].value.value;
    return factories(args[1].value, tracer).flatMap((fn) => returned(fn).map((value) => ({ namespace, value: { node: value } })));
  }
  if (callee.kind !== "member" || callee.property !== "forRoot" || !args[0]) return [];
  const load = tracer.trace({ node: args[0].value }).flatMap((options) => tracer.property(options, "load"));
  return load
    .flatMap((list) => tracer.property(list, "*"))
    .flatMap(({ node: fn }) => (fn.kind === "function" ? returned(fn).map((value) => ({ namespace: "", value: { node: value } })) : []));
}

function factories(node: Node, tracer: Tracer): FunctionNode[] {
  return tracer.trace({ node }).flatMap(({ node: fn }) => (fn.kind === "function" ? [fn] : []));
}
