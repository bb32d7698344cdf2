import { type Declared, type Edits, type Job, type OwnerFormat, reason } from "../format.ts";
import { isEnough, topicWish } from "../kafka/topic-wish.ts";
import { asIn, type Cannot } from "../opened.ts";
import type { TextEdit } from "../text-edit.ts";
import { type Command, commandsIn } from "./commands.ts";

/** `kafka-topics --create` in a shell script or in the command of a Compose service: a line like that of the source for each topic. */
export const scriptedTopics: OwnerFormat = {
  id: "kafka-topics",
  broker: "kafka",
  accepts: ({ text }) => commandsIn(text).length > 0,
  update: updateTopic,
  create: createTopic,
};

function commandFor({ file }: Job, topic: string): Command | undefined {
  return commandsIn(file.text).find((command) => command.topic === topic);
}

/** Of a topic that is there the command changes nothing: it counts for the next place where it runs. */
function updateTopic(job: Job, { file: path, line }: Declared): Edits | Cannot {
  const { file, resource } = job;
  const command = commandFor(job, resource.name);
  if (command === undefined) return { cannot: `${path}:${line}: the command that makes ${resource.name} cannot be found again.` };
  const edits: TextEdit[] = [];
  const missing: [string, string][] = [];
  for (const [key, value] of settingsOf(job)) {
    const flag = `--config ${key}=`;
    const at = file.text.indexOf(flag, command.topicAt) + flag.length;
    if (at < flag.length || at > command.end) missing.push([key, value]);
    else {
      const found = /^\S*/.exec(file.text.slice(at, command.end))![0];
      if (!isEnough(resource, key, found)) edits.push({ at, remove: found.length, insert: value, why: reason(job) });
    }
  }
  return { edits: missing.length === 0 ? edits : [...edits, { at: command.end, remove: 0, insert: flags(missing), why: reason(job) }] };
}

function createTopic(job: Job, neighbour: Declared): Edits | Cannot | undefined {
  const { file, resource } = job;
  if (resource.kind !== "topic") return undefined;
  const beside = commandFor(job, neighbour.name);
  if (beside === undefined) return { cannot: `${neighbour.file}:${neighbour.line}: nothing can be made beside it.` };
  const head = file.text.slice(beside.start, beside.topicAt);
  const rest = file.text.slice(beside.topicAt + beside.topic.length, beside.end).replaceAll(/ --config \S+/g, "");
  // Before its neighbour: the last command of a folded text has nothing that joins it with another one.
  const joint = beside.joint !== "" || file.path.endsWith(".sh") ? beside.joint : "&&";
  const line = `${head}${resource.name}${rest}${flags(settingsOf(job))}${joint === "&&" ? " " : ""}${joint}\n`;
  return { edits: [{ at: beside.start, remove: 0, insert: asIn(file, line), why: reason(job) }] };
}

function settingsOf({ resource }: Job): (readonly [string, string])[] {
  return Object.entries(topicWish(resource).settings).map(([key, value]) => [key, String(value)] as const);
}

function flags(settings: readonly (readonly [string, string])[]): string {
  return settings.map(([key, value]) => ` --config ${key}=${value}`).join("");
}
