import { posix } from "node:path";
import type { Analysis } from "./analysis.ts";
import { selectFirst } from "./resolve/select.ts";
import { evaluate } from "./resolve/text.ts";
import type { Ref } from "./resolve/tracer.ts";
import type { Sighting } from "./sightings.ts";
import { moduleOf, type Argument, type CallNode } from "./syntax/node.ts";

/** Source file and export of a function that infrastructure code deploys. */
export interface DeployedCode {
  file: string;
  name: string;
}

const extensions = [".py", ".ts", ".js", ".mjs", ".mts", ".cjs"];

/**
 * Which code runs for a sighting: the handler and the code folder stand among the arguments of the function's construct, or of an
 * in-house construct around it.
 */
export function deployedCode(sighting: Sighting, analysis: Analysis): DeployedCode | undefined {
  const call: Ref = { node: sighting.call.node };
  for (const ref of selectFirst(sighting.rule.runs, call, sighting.receiver, analysis.tracer))
    for (const made of analysis.tracer.trace(ref)) {
      const found = made.node.kind === "call" ? codeOf(made.node, made, analysis) : undefined;
      if (found) return found;
    }
  return undefined;
}

/** True where something that runs code is bound, whether its source is found or not. */
export function runsCode(sighting: Sighting, { tracer }: Analysis): boolean {
  const call: Ref = { node: sighting.call.node };
  if (!sighting.rule.requires) return true;
  if (selectFirst(sighting.rule.requires, call, sighting.receiver, tracer).length === 0) return false;
  const refs = selectFirst(sighting.rule.runs, call, sighting.receiver, tracer);
  return refs.some(({ node }) => {
    const around = node.parent;
    const target =
      around?.kind === "call"
        ? around.callee.kind === "member"
          ? around.callee.property
          : around.callee.kind === "name"
            ? around.callee.name
            : ""
        : "";
    return /Lambda|Function|EcsTask|StateMachine/.test(target);
  });
}

function codeOf(node: CallNode, ref: Ref, { tracer, lookup, program }: Analysis): DeployedCode | undefined {
  const named: Argument[] = node.args.flatMap((each): Argument[] => {
    if (each.name !== undefined) return [each];
    const value = tracer.trace({ node: each.value, frame: ref.frame })[0]?.node;
    return value?.kind === "object"
      ? value.entries.flatMap((entry) => (entry.key === undefined ? [] : [{ name: entry.key, value: entry.value }]))
      : [];
  });
  const text = (pattern: RegExp): string | undefined => {
    for (const { name, value } of named) {
      if (name === undefined || !pattern.test(name)) continue;
      const inner = value.kind === "call" && value.args[0] ? value.args[0].value : value;
      const found = evaluate({ node: inner, frame: ref.frame }, tracer, lookup).texts[0]?.text;
      if (found !== undefined) return found.replaceAll("\u0000", "");
    }
    return undefined;
  };
  const handler = text(/handler/i);
  const entry = text(/^entry$/i);
  const folder = text(/code|path|asset|dir/i);
  const from = moduleOf(node).path;
  const file =
    entry ?? (handler !== undefined && folder !== undefined ? `${folder}/${handler.slice(0, handler.lastIndexOf("."))}` : undefined);
  if (file === undefined) return undefined;
  const known = new Set(program.sources);
  const name = handler?.slice(handler.lastIndexOf(".") + 1) ?? "handler";
  for (let at = posix.dirname(from); ; at = posix.dirname(at)) {
    const base = posix.join(at, file.replace(/^\.?\/+/, ""));
    const hit = [base, ...extensions.map((extension) => base.replace(/\.[cm]?[jt]s$/, "") + extension)].find((candidate) =>
      known.has(candidate),
    );
    if (hit !== undefined) return { file: hit, name };
    if (at === ".") return undefined;
  }
}
