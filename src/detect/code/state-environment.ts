import { posix } from "node:path";
import { read, type Analysis } from "./analysis.ts";
import { deployedCode } from "./deployed-function.ts";
import type { Fact } from "../fact.ts";
import type { Sighting } from "./sightings.ts";
import { moduleOf, type Node } from "./syntax/node.ts";

/** The channels that infrastructure written as code names to a function in its environment. */
export function environmentFacts(sightings: readonly Sighting[], analysis: Analysis): Fact[] {
  return sightings.flatMap((sighting): Fact[] => {
    if (sighting.rule.does !== "deploy") return [];
    const given = variablesOf(sighting, analysis).filter(({ channel }) => channel !== undefined);
    const code = given.length > 0 ? deployedCode(sighting, analysis) : undefined;
    if (!code) return [];
    const folder = posix.dirname(code.file);
    return given.map(({ variable, channel, at }): Fact => ({
      fact: "environment",
      file: moduleOf(at).path,
      line: at.line,
      variable,
      channel: channel!,
      folder: folder === "." ? "" : folder,
    }));
  });
}

function variablesOf(sighting: Sighting, analysis: Analysis): { variable: string; channel: string | undefined; at: Node }[] {
  const { rule, call } = sighting;
  const { types, tracer } = analysis;
  if (rule.variable !== undefined) {
    const [name] = types.select(rule.variable, call);
    const variable = name && types.constant(name);
    return variable === undefined ? [] : [{ variable, channel: only(read(rule.channel, sighting, analysis).names), at: call.node }];
  }
  const objects = types.select(rule.variables ?? "", call).flatMap((ref) => tracer.trace(ref));
  return objects.flatMap(({ node }) =>
    node.kind !== "object"
      ? []
      : node.entries.flatMap(({ key, value }) =>
          key === undefined
            ? []
            : [{ variable: key, channel: only(read([`${rule.variables}/${key}`], sighting, analysis).names), at: value }],
        ),
  );
}

function only(names: readonly string[]): string | undefined {
  return names.length === 1 ? names[0] : undefined;
}
