import { nearest } from "../../model/nearest.ts";
import type { Settings } from "../../model/settings.ts";
import type { Consumer, SystemMap } from "../../model/system.ts";
import type { HowToRun } from "../../model/verification.ts";
import { ToolError } from "../../tool.ts";
import { standsAt } from "../../workspace/stands.ts";

/** Which code is played, and how messages are handed to it. */
export interface Target {
  /** As detect names the consumer; else `file#export`. */
  readonly id: string;
  readonly how: HowToRun;
  /** Relative to the root. Of a process: the file that its command names, else the one that detect saw. */
  readonly file: string;
  /** It is a process of its own. */
  readonly command?: readonly string[];
  /** Undefined: the file's own client hands over the handler. */
  readonly export?: string;
  readonly shape: NonNullable<HowToRun["shape"]>;
  readonly topic: string;
  /** Several: the first of them that the file subscribes to. Undefined: the only one that it subscribes to. */
  readonly channel?: string | readonly string[];
  readonly detected?: Consumer;
}

/** What each client hands to a handler; of the others none can be played without naming the handler's own function. */
const shapes: Partial<Record<Consumer["broker"], Target["shape"]>> = {
  kafka: "kafkajs",
  rabbitmq: "amqplib",
  nats: "nats",
  sqs: "sqs",
  sns: "sns",
  eventbridge: "eventbridge",
};
/** A function that the platform invokes: detect then names it as `file#export`. */
const invoked: Partial<Record<Consumer["broker"], Target["shape"]>> = { sqs: "lambda-sqs", sns: "lambda-sns", eventbridge: "eventbridge" };
const loadable = /\.[cm]?[jt]sx?$/;

/** Throws NOT_FOUND, OUTSIDE_ROOT or UNSUPPORTED, each with what to name instead. */
export function findTarget(root: string, wanted: string | HowToRun, map: SystemMap, settings: Settings): Target {
  const given = typeof wanted === "string" ? byId(root, wanted, map, settings) : byHandler(wanted, map, settings);
  const { id, detected, how } = given;
  if (how.command !== undefined && how.handler === undefined) return processTarget(root, given, how.command);
  const handler = how.handler ?? impliedHandler(id, detected);
  const cut = handler.lastIndexOf("#");
  const file = cut < 0 ? handler : handler.slice(0, cut);
  const name = cut < 0 ? undefined : handler.slice(cut + 1);
  if (standsAt(root, file) !== "file")
    throw new ToolError("NOT_FOUND", `There is no file ${file}.`, "handler is file#export, relative to the root.");
  if (!loadable.test(file)) {
    throw new ToolError("UNSUPPORTED", `${file} is no JavaScript or TypeScript.`, "Handlers are loaded by Node.js.");
  }
  const channels = detected?.channel ?? undefined;
  const channel = [channels ?? []].flat()[0];
  return {
    id,
    how,
    file,
    ...(name !== undefined && { export: name }),
    shape: how.shape ?? shapeOf(detected),
    topic: channel ?? "events",
    ...(name === undefined && channels !== undefined && { channel: channels }),
    ...(detected && { detected }),
  };
}

/** A command that names no file of the project is bound to what detect saw, or to the project's files alone. */
function processTarget(root: string, { id, detected, how }: Given, command: readonly string[]): Target {
  const named = command.find((part) => isRelative(part) && standsAt(root, part) === "file");
  const [channel] = [detected?.channel ?? []].flat();
  return {
    id,
    how,
    command,
    file: named ?? detected?.file ?? ".",
    shape: "event",
    topic: channel ?? "events",
    ...(channel !== undefined && { channel: detected?.channel ?? channel }),
    ...(detected && { detected }),
  };
}

function isRelative(part: string): boolean {
  return part !== "" && part.length < 500 && !part.startsWith("/") && !part.startsWith("-") && !part.split("/").includes("..");
}

interface Given {
  id: string;
  how: HowToRun;
  detected?: Consumer | undefined;
}

function byId(root: string, id: string, map: SystemMap, settings: Settings): Given {
  const detected = map.consumers.find((consumer) => consumer.id === id);
  const how = howOf(settings, id);
  if (detected !== undefined || how !== undefined) return { id, detected, how: how ?? {} };
  const [file = "", name = ""] = id.split("#");
  const known = [...map.consumers.map((consumer) => consumer.id), ...Object.keys(settings.consumers ?? {})];
  const inFile = known.filter((other) => other.startsWith(`${file}#`));
  // A handler that detect does not see may be named the same way; a mistyped id may not pass as one.
  const misspelt = nearest(
    name,
    inFile.map((other) => other.slice(file.length + 1)),
  );
  if (misspelt === undefined && loadable.test(file) && standsAt(root, file) === "file") return byHandler({ handler: id }, map, settings);
  const suggestion = misspelt === undefined ? nearest(id, known) : `${file}#${misspelt}`;
  throw new ToolError(
    "NOT_FOUND",
    `There is no consumer ${id}${suggestion === undefined ? "." : `; did you mean ${suggestion}?`}`,
    known.length === 0 ? "detect sees no consumer here." : `detect and the settings know ${known.slice(0, 5).join(", ")}.`,
    "Give an id that detect lists, or {handler: file#export}.",
  );
}

/** A handler of a file in which detect saw a consumer goes by that consumer's id. */
function byHandler(how: HowToRun, map: SystemMap, settings: Settings): Given {
  if (how.handler === undefined && how.command !== undefined) return byCommand(how, how.command, map);
  const handler = how.handler ?? "";
  if (handler === "")
    throw new ToolError(
      "INVALID_INPUT",
      "The consumer names neither a handler nor a command.",
      "It is run as one of the two.",
      "Give handler (file#export) or command (a list of words).",
    );
  const [file, name] = handler.split("#");
  const inFile = map.consumers.filter((consumer) => consumer.file === file || consumer.handler === handler);
  const named = inFile.filter((consumer) => consumer.handler === handler || (name !== undefined && consumer.handler === name));
  const detected = named.length === 1 ? named[0] : inFile.length === 1 ? inFile[0] : undefined;
  const id = detected?.id ?? handler;
  return { id, detected, how: { ...howOf(settings, id), ...how } };
}

/** A command that starts a file in which detect saw the only consumer goes by that consumer's id. */
function byCommand(how: HowToRun, command: readonly string[], map: SystemMap): Given {
  const inFile = map.consumers.filter(({ file }) => command.includes(file));
  const detected = inFile.length === 1 ? inFile[0] : undefined;
  return { id: detected?.id ?? command.join(" ").slice(0, 200), detected, how };
}

function howOf(settings: Settings, id: string): HowToRun | undefined {
  const own = settings.consumers?.[id];
  if (own === undefined) return undefined;
  const { deadLetter: _deadLetter, ordering: _ordering, group: _group, ...how } = own;
  return how;
}

function impliedHandler(id: string, detected: Consumer | undefined): string {
  // What only the settings know may be named by file and export.
  if (detected === undefined && id.includes("#") && loadable.test(id.split("#")[0]!)) return id;
  if (detected === undefined) throw unnamed(id, "The settings of this consumer name no handler.");
  if (detected.handler?.includes("#")) return detected.handler;
  if (!loadable.test(detected.file)) throw unnamed(id, `${detected.file} declares it and does not tell which file holds the function.`);
  if (shapes[detected.broker] === undefined) throw unnamed(id, `Messages of ${detected.broker} cannot be handed over here.`);
  return detected.file;
}

function unnamed(id: string, why: string): ToolError {
  return new ToolError(
    "UNSUPPORTED",
    `It is not known which function handles the events of ${id}.`,
    why,
    `Name it in .godmode/event.json: "consumers": {"${id}": {"handler": "file#export"}}.`,
  );
}

function shapeOf(detected: Consumer | undefined): Target["shape"] {
  if (detected === undefined) return "event";
  return (detected.handler?.includes("#") ? invoked[detected.broker] : shapes[detected.broker]) ?? "event";
}
