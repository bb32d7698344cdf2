import { type Declared, type Edits, type Job, type OwnerFormat, reason } from "../format.ts";
import { topicWish } from "../kafka/topic-wish.ts";
import { asIn, type Cannot } from "../opened.ts";
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

/** Settings are added; those that the command has are left, for a topic that is there would not change by it. */
function updateTopic(job: Job, { file: path, line }: Declared): Edits | Cannot {
  const { file, resource } = job;
  const command = commandFor(job, resource.name);
  if (command === undefined) return { cannot: `${path}:${line}: the command that makes ${resource.name} cannot be found again.` };
  const written = file.text.slice(command.topicAt, command.end);
  const missing = settingsOf(job).filter(([key]) => !written.includes(`--config ${key}=`));
  return missing.length === 0 ? { edits: [] } : { edits: [{ at: command.end, remove: 0, insert: flags(missing), why: reason(job) }] };
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
