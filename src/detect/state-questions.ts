import type { Fact } from "./fact.ts";
import type { Use } from "./uses.ts";

/** The message itself says where its answer goes. */
const replyAddress = /reply_?to\b/i;

/** What the code alone did not settle: channels that nothing names, and that no caller of a wrapper names either. */
export function questionFacts(uses: readonly Use[]): Fact[] {
  const asked = new Set<string>();
  return uses.flatMap((use): Fact[] => {
    const { names, expression } = use.channel;
    if (
      names.length > 0 ||
      expression === undefined ||
      expression === "" ||
      use.sighting.rule.replies === true ||
      replyAddress.test(expression) ||
      use.isWrapper
    )
      return [];
    const at = { file: use.file, expression };
    const key = `${at.file}\0${at.expression}`;
    if (asked.has(key)) return [];
    asked.add(key);
    const entry = JSON.stringify({ file: at.file, expression: at.expression, channel: "NAME" });
    const verb = use.sighting.rule.does === "produce" ? "Where does this publish" : "What does this consume";
    return [
      {
        fact: "question",
        file: use.file,
        line: use.line,
        question: `${verb}? \`${expression}\` is decided at run time.`,
        setting: `In .godmode/event.json add to "channels": ${entry}, with the channel in place of NAME (a list when there are several).`,
      },
    ];
  });
}
