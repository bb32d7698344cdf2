import type { Selector } from "../detector.ts";
import type { CallNode } from "../syntax/node.ts";
import type { LibraryType } from "./library-types.ts";
import type { Ref, Tracer } from "./trace.ts";

/** The expressions that a selector names in a call: each is followed as far as its key, not further. */
export function select(selector: Selector, call: Ref, receiver: LibraryType | undefined, tracer: Tracer): Ref[] {
  if (selector.startsWith("origin:")) {
    const { origin } = receiver ?? {};
    return origin ? select(selector.slice(7), origin, undefined, tracer) : [];
  }
  const node = call.node as CallNode;
  const [first, ...rest] = selector.split("/");
  const start = /^\d+$/.test(first!) ? positional(node, Number(first)) : node.args.find((each) => each.name === first)?.value;
  if (!start) return [];
  return rest.reduce<Ref[]>((at, step) => at.flatMap((each) => part(each, step, tracer)), [{ node: start, frame: call.frame }]);
}

function positional(node: CallNode, index: number): CallNode["args"][number]["value"] | undefined {
  const plain = node.args.filter((each) => each.name === undefined);
  return plain.slice(0, index + 1).some((each) => each.spread) ? undefined : plain[index]?.value;
}

/** A key of an object literal keeps its own expression, so that a question can quote it. */
function part(ref: Ref, step: string, tracer: Tracer): Ref[] {
  return tracer.trace(ref).flatMap((at): Ref[] => {
    if (at.node.kind === "object" && step !== "*") {
      const entry = at.node.entries.find((each) => each.key === step);
      if (entry) return [{ node: entry.value, frame: at.frame }];
      const later = tracer.property(at, step);
      if (later.length > 0) return later;
      const spreads = at.node.entries.filter((each) => each.key === undefined && !each.computed);
      return spreads.length > 0
        ? spreads.flatMap((each) => part({ node: each.value, frame: at.frame }, step, tracer))
        : [{ ...at, missing: [...(at.missing ?? []), step] }];
    }
    if (at.node.kind === "array" && step === "*" && !at.node.items.some((item) => item.spread))
      return at.node.items.map((item) => ({ node: item.value, frame: at.frame }));
    const found = tracer.property(at, /^\d+$/.test(step) ? Number(step) : step);
    return found.length > 0 ? found : [{ ...at, missing: [...(at.missing ?? []), step] }];
  });
}

/** The first selector that yields anything. */
export function selectFirst(
  selectors: readonly Selector[] | undefined,
  call: Ref,
  receiver: LibraryType | undefined,
  tracer: Tracer,
): Ref[] {
  for (const selector of selectors ?? []) {
    const found = select(selector, call, receiver, tracer).filter((ref) => !isAbsent(ref));
    if (found.length > 0) return found;
  }
  return [];
}

function isAbsent({ node, missing }: Ref): boolean {
  return missing !== undefined && (node.kind === "object" || node.kind === "array" || node.kind === "string" || node.kind === "literal");
}
