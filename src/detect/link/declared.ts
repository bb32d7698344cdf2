import type { Consumer } from "../../model/system.ts";
import type { Settings } from "../../model/settings.ts";
import type { Fact } from "../fact.ts";

/** What the settings say about this consumer, by its id. */
export function declaredConsumer(settings: Settings, id: string): Partial<Consumer> {
  const stated = settings.consumers?.[id];
  if (stated === undefined) return {};
  return {
    ...(stated.group === undefined ? {} : { group: stated.group }),
    ...(stated.deadLetter === undefined
      ? {}
      : { dlq: "true" as const, dlqWhy: `declared in .godmode/event.json: ${stated.deadLetter}`, confidence: "declared" as const }),
  };
}

/** Channels of infrastructure that nothing resolves: the settings answer, or a question is asked. */
export function answerInfrastructure(facts: readonly Fact[], { channels = [] }: Settings): Fact[] {
  const asked = new Set<string>();
  return facts.flatMap((fact): Fact[] => {
    if (fact.fact !== "consumer" || fact.channel !== null || !fact.expression) return [fact];
    const { file, line, expression } = fact;
    const answer = channels.find((entry) => entry.file === file && entry.expression === expression);
    if (answer !== undefined) return [{ ...fact, channel: answer.channel, confidence: "declared" }];
    const key = `${file} ${expression}`;
    if (asked.has(key)) return [fact];
    asked.add(key);
    const entry = JSON.stringify({ file, expression, channel: "NAME" });
    const setting = `In .godmode/event.json add to "channels": ${entry}, with the channel in place of NAME (a list when there are several).`;
    return [
      fact,
      { fact: "question", file, line, question: `What does this consume? \`${expression}\` is decided when it is deployed.`, setting },
    ];
  });
}

/** Declared facts that the repository no longer bears out: they are kept, and said aloud. */
export function staleDeclarations(
  settings: Settings,
  consumers: readonly { id: string }[],
  read: (path: string) => string | undefined,
): string[] {
  const channels = (settings.channels ?? []).flatMap(({ file, expression }) => {
    const text = read(file);
    if (text === undefined) return [`.godmode/event.json: "channels" speaks of ${file}, which is not there.`];
    const wanted = flat(expression.replace(/\.\.\.$|…$/, "")).replace(/^!(Ref|GetAtt) /, "");
    return flat(text).includes(wanted)
      ? []
      : [`.godmode/event.json: "channels" speaks of \`${expression}\`, which ${file} no longer holds.`];
  });
  const known = new Set(consumers.map(({ id }) => id));
  const gone = Object.keys(settings.consumers ?? {}).filter((id) => !known.has(id));
  const subjects = Object.entries(settings.subjects ?? {}).filter(([, { path }]) => read(path) === undefined);
  return [
    ...channels,
    ...gone.map((id) => `.godmode/event.json: "consumers" speaks of ${id}, which detect no longer finds.`),
    ...subjects.map(([subject, { path }]) => `.godmode/event.json: subject ${subject} is mapped to ${path}, which is not there.`),
  ];
}

function flat(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}
