import type { Declared } from "../format.ts";

/** A line of a script that makes a topic by itself: no other command stands on it. Offsets in the text. */
export interface Command {
  readonly topic: string;
  readonly start: number;
  readonly topicAt: number;
  /** Of the command, before what joins it with the next one. */
  readonly end: number;
  readonly joint: "&&" | ";" | "";
  readonly line: number;
}

/** https://kafka.apache.org/documentation/#basic_ops_add_topic, in words that need no quotes */
const create = /^[ \t]*(?:[\w./-]{0,200}\/)?kafka-topics(?:\.sh)? (?=[^\n]*--create(?: |$))[^\n"'`$|&;<>(){}\\#]*--topic[ =]/;
const files = /(^|\/)(docker-)?compose[\w.-]*\.ya?ml$|\.sh$/;
const maxLines = 20_000;

export function commandsIn(text: string): Command[] {
  if (!text.includes("kafka-topics")) return [];
  const found: Command[] = [];
  let start = 0;
  for (const [index, whole] of text.split("\n", maxLines).entries()) {
    const line = whole.slice(0, 2000).replace(/\r$/, "");
    const head = create.exec(line)?.[0];
    const topic = head === undefined ? undefined : /^[\w.-]+(?=[ ;]|$)/.exec(line.slice(head.length))?.[0];
    if (head !== undefined && topic !== undefined) {
      const rest = line.slice(head.length + topic.length);
      const joint = /(&&|;)? *$/.exec(rest)!;
      const words = rest.slice(0, joint.index).trimEnd();
      const topicAt = start + head.length;
      if (!/["'`$|&;<>(){}\\#]/.test(words))
        found.push({
          topic,
          start,
          topicAt,
          end: topicAt + topic.length + words.length,
          joint: (joint[1] ?? "") as Command["joint"],
          line: index + 1,
        });
    }
    start += whole.length + 1;
  }
  return found;
}

/** Topics that scripts of the repository make, such as a Compose service that runs once. `paths`: all files of the repository. */
export function declaredInScripts(paths: readonly string[], read: (file: string) => string | undefined): Declared[] {
  return paths
    .filter((path) => files.test(path))
    .flatMap((file) =>
      commandsIn(read(file) ?? "").map(({ topic, line }) => ({ broker: "kafka", kind: "topic", name: topic, file, line })),
    );
}
