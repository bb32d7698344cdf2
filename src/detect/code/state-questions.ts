import { expressionOf, type Analysis } from "./analysis.ts";
import type { Fact, Place } from "../fact.ts";
import { isReplyQueue, isRequest } from "./replies.ts";
import { isVariable } from "./resolve/text.ts";
import { moduleOf } from "./syntax/node.ts";
import { carriedBy } from "./transports.ts";
import type { Use } from "./uses.ts";

interface Asked extends Place {
  expression: string;
  /** The variable that stands for the channel, where that much is known. */
  variable?: string;
  use: Use;
}

/**
 * What the code alone did not settle: channels that nothing names, that no caller of a wrapper names either, or that only an
 * environment variable names.
 */
export function questionFacts(uses: readonly Use[], analysis: Analysis): Fact[] {
  const asked = new Set<string>();
  return uses.flatMap((use): Fact[] => {
    const open = isRequest(use) || isReplyQueue(use.channel, use.sighting) || use.isWrapper ? undefined : openChannel(use, analysis);
    if (!open) return [];
    const { file, line, expression, variable } = open;
    const key = `${file}\0${expression}`;
    if (asked.has(key)) return [];
    asked.add(key);
    const entry = JSON.stringify({ file, expression, channel: "NAME" });
    const verb = use.sighting.rule.does === "produce" ? "Where does this publish" : "What does this consume";
    const why =
      variable === undefined
        ? `\`${expression}\` is decided at run time.`
        : `The environment variable ${variable} decides, and nothing here sets it.`;
    return [
      {
        fact: "question",
        file,
        line,
        question: `${verb}? ${why}`,
        setting: `In .godmode/event.json add to "channels": ${entry}, with the channel in place of NAME (a list when there are several).`,
        ...(variable !== undefined && { about: { channel: `\${${variable}}`, file: use.file, line: use.line } }),
      },
    ];
  });
}

function openChannel(use: Use, analysis: Analysis): Asked | undefined {
  const carried = carriedBy(use.sighting, analysis);
  const { names, expression } = use.channel;
  if (carried?.queue) {
    const { open, queue } = carried;
    const [name] = queue;
    return open && { file: moduleOf(open.node).path, line: open.node.line, expression: expressionOf(open), use, ...variableOf(name) };
  }
  if (names.length > 1 || (names.length === 1 && !isVariable(names[0]!)) || expression === undefined || expression === "") return undefined;
  return { file: use.file, line: use.line, expression, use, ...variableOf(names[0]) };
}

function variableOf(name: string | undefined): { variable?: string } {
  return name === undefined ? {} : { variable: name.slice(2, -1) };
}
