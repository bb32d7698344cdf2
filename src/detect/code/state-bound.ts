import type { Analysis } from "./analysis.ts";
import type { BoundHandler } from "./read-code.ts";
import type { Fact } from "../fact.ts";
import { errorPath } from "./judge/errors.ts";
import { happenings } from "./judge/happening.ts";
import { idempotenceSigns } from "./judge/idempotence.ts";
import { reach } from "./judge/reach.ts";
import { moduleOf, type FunctionNode, type Module } from "./syntax/node.ts";
import { duplicateFindings } from "../findings/code/duplicates.ts";

/** What reading the functions shows that infrastructure binds to a channel. */
export function boundFacts(bound: readonly BoundHandler[], analysis: Analysis): Fact[] {
  return bound.flatMap(({ file, name, broker }): Fact[] => {
    const module = analysis.program.load(file);
    const fn = module && exportedFunction(module, name, analysis);
    if (!fn) return [];
    const all = happenings(reach({ node: fn }, analysis), undefined, analysis);
    const errors = errorPath(all);
    const signs = idempotenceSigns(all, analysis);
    const swallowed = errors.escapes ? undefined : errors.swallowedBy;
    const partialBatch = /batchItemFailures|process_partial_response|processPartialResponse/.test(module.text);
    return [
      {
        fact: "handler",
        file,
        line: fn.line,
        name,
        broker,
        idempotent: signs[0]?.kind ?? "unknown",
        ...(signs[0] && { idempotentWhy: signs[0].why }),
        swallowsErrors: swallowed !== undefined,
        ...(swallowed && {
          swallowsWhy: `${moduleOf(swallowed.node).path}:${swallowed.line}: ${swallowed.how === "caught" ? "the error is caught and goes no further" : "the work is not awaited"}`,
        }),
        partialBatch,
      },
      ...duplicateFindings(signs, `${file}#${name}`),
    ];
  });
}

function exportedFunction(module: Module, name: string, { tracer }: Analysis): FunctionNode | undefined {
  const found = tracer
    .property({ node: module.root }, name)
    .map(({ node }) =>
      node.kind === "call"
        ? node.args.map((each) => tracer.trace({ node: each.value })[0]?.node).find((each) => each?.kind === "function")
        : node,
    )
    .find((node) => node?.kind === "function");
  return found?.kind === "function" ? found : undefined;
}
