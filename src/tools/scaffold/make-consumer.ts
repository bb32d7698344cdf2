import { posix } from "node:path";
import { defaultRetry } from "../../model/delivery.ts";
import { nearest } from "../../model/nearest.ts";
import type { Consumer, SystemMap } from "../../model/system.ts";
import { consumerFiles, type Generated, type TemplateClient, templateClients } from "../../scaffold/template.ts";
import { ToolError, type ToolContext } from "../../tool.ts";
import { confine, openWorkspace, type Workspace, writeWhole } from "../../workspace/files.ts";
import { standsAt } from "../../workspace/stands.ts";
import { loadSettings } from "../../workspace/settings.ts";
import { chooseClient } from "./choose-client.ts";
import { namesFor } from "./names.ts";
import { projectAt } from "./project.ts";

export interface ConsumerCall {
  readonly consumer?: string | undefined;
  readonly channel?: string | undefined;
  readonly group?: string | undefined;
  readonly name?: string | undefined;
  readonly client?: TemplateClient | undefined;
  readonly out?: string | undefined;
  readonly dryRun: boolean;
}

type Placed = Generated & { readonly path: string; readonly action: "create" | "same" | "differs" };

/** Makes the files of one consumer; writes all of them or none, and none over another file. */
export async function makeConsumer(context: ToolContext, call: ConsumerCall) {
  const { detectSystem } = await import("../../detect/detect.ts");
  const map = await detectSystem(context.root, { ...context, settings: loadSettings(context.root) });
  const like = call.consumer === undefined ? undefined : known(map, call.consumer);
  const folder = folderOf(context.root, call.out ?? `${like?.service ?? onlyService(map, call.client)}/src`);
  const choice = call.client === undefined ? chooseClient(map, folder, like) : { client: call.client, why: "It was named." };
  const channel = call.channel ?? (like && [like.channel ?? []].flat()[0]);
  if (channel === undefined)
    throw new ToolError(
      "INVALID_INPUT",
      "What shall be consumed?",
      "A consumer reads one channel.",
      "Give channel, or consumer as detect names it.",
    );
  const service = serviceOf(map, folder);
  const group = call.group ?? like?.group ?? slug(service === undefined || service.path === "." ? channel : groupOfService(service.path));
  const name = slug(call.name ?? group);
  const id = `${folder === "" ? "" : `${folder}/`}${name}-consumer.ts`;
  const source =
    choice.client === "nats" ? streamFor(map, channel) : like?.channelKind === "exchange" ? { source: { is: "exchange" } } : {};
  const { names, reader } = await namesFor(choice.client, { consumer: name, channel, group, retry: defaultRetry, ...source });
  const workspace = await openWorkspace(context.root);
  const project = projectAt(workspace, folder);
  const table = `${name.replaceAll("-", "_")}_events`;
  const runner = project.packages.has("vitest") ? "vitest" : "node:test";
  const wish = { client: choice.client, name, rungsMs: defaultRetry.rungsMs, extension: project.extension, runner } as const;
  const files = consumerFiles({ ...wish, names: { ...names, table } }).map((file) => placed(context.root, workspace, folder, file));
  const free = files.every(({ action }) => action !== "differs");
  const written = !call.dryRun && free && files.some(({ action }) => action === "create");
  if (written) for (const { path, text, action } of files) if (action === "create") writeWhole(context.root, path, text);
  return {
    client: choice.client,
    why: choice.why,
    channel,
    group,
    rungs: reader.rungs.flatMap((rung) => rung.channel ?? []),
    waitsMs: reader.rungs.map(({ waitMs }) => waitMs),
    deadLetter: reader.deadLetter,
    files: files.map(({ path, action, text }) => ({ path, action, lines: text.split("\n").length - 1 })),
    diff: files.map(diffOf).join(""),
    written,
    notes: [...notesOf(choice.client, id, project, files), ...settingsNote(choice.client, id, { channel, group }, map)],
  };
}

/** The stream that a subject lies in, where the repository names one of its name: ORDERS for orders.placed. */
function streamFor({ channels }: SystemMap, channel: string): { source?: { name: string } } {
  const names = channels.flatMap(({ broker, kind, name }) => (broker === "nats" && kind === "stream" ? [name] : []));
  const [first = ""] = channel.split(".");
  const name = names.find((each) => each === channel) ?? names.find((each) => each.toLowerCase() === first.toLowerCase());
  return name === undefined ? {} : { source: { name } };
}

function known({ consumers }: SystemMap, id: string): Consumer {
  const found = consumers.find((consumer) => consumer.id === id);
  if (found) return found;
  const ids = consumers.map((consumer) => consumer.id);
  const meant = nearest(id, ids) ?? ids[0];
  const instead = meant === undefined ? "detect saw no consumer: give channel." : `Did you mean ${meant}?`;
  throw new ToolError("NOT_FOUND", `There is no consumer ${id}.`, instead);
}

/** Relative to the root, without `./` and a slash at the end. */
function folderOf(root: string, out: string): string {
  confine(root, `${out}/x`);
  return out
    .split("/")
    .filter((part) => part !== "" && part !== ".")
    .join("/");
}

/** The one service that uses such a client. */
function onlyService({ clients }: SystemMap, wanted: TemplateClient | undefined): string {
  const using = clients.filter(({ library }) => (wanted === undefined ? library in templateClients : library === wanted));
  const folders = new Set(using.flatMap(({ manifest }) => [manifest].flat()).map((file) => posix.dirname(file)));
  return folders.size === 1 ? [...folders][0]! : ".";
}

function serviceOf({ services }: SystemMap, folder: string): SystemMap["services"][number] | undefined {
  const holding = services.filter(({ path }) => path === "." || `${folder}/`.startsWith(`${path}/`));
  return holding.sort((a, b) => b.path.length - a.path.length)[0];
}

/** As plan-dlq names the group of a consumer whose code names none. */
const groupOfService = (path: string): string =>
  path
    .split("/")
    .at(-1)!
    .replace(/[-_.]service$/i, "");

function slug(text: string): string {
  const clean = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 40)
    .replaceAll(/^-|-$/g, "");
  return /^[a-z]/.test(clean) ? clean : `consumer-${clean}`.replace(/-$/, "");
}

function placed(root: string, workspace: Workspace, folder: string, made: Generated): Placed {
  const path = folder === "" ? made.file : `${folder}/${made.file}`;
  if (standsAt(root, path) === "nothing") return { ...made, path, action: "create" };
  return { ...made, path, action: workspace.read(path) === made.text ? "same" : "differs" };
}

function diffOf({ path, text, action }: Placed): string {
  if (action === "same") return "";
  const lines = text.split("\n").slice(0, -1);
  const added = lines.map((line) => `+${line}\n`).join("");
  return `--- /dev/null\n+++ b/${path}\n@@ -0,0 +1,${lines.length} @@\n${added}`;
}

function notesOf(client: TemplateClient, id: string, project: ReturnType<typeof projectAt>, files: readonly Placed[]): string[] {
  const file = (end: string) => files.find(({ path }) => path.endsWith(end))!.path;
  const lacking = [client, "pg"].filter((name) => !project.packages.has(name));
  const types = ["@types/pg", "@types/node"].filter((name) => !project.packages.has(name));
  const differing = files.filter(({ action }) => action === "differs").map(({ path }) => path);
  return [
    ...(differing.length > 0 ? [`Nothing was written: ${differing.join(", ")} holds something else. Give another name or out.`] : []),
    `Write the effects into ${file("-handler.ts")}, all on the client that it is given.`,
    `Run ${file(".sql")} on the database before the first start; ${file("-main.ts")} starts it with DATABASE_URL and ${templateClients[client].address}.`,
    ...(lacking.length + types.length > 0
      ? [`Packages that ${project.manifest ?? "the project"} lacks: ${[...lacking, ...types.map((name) => `${name} (dev)`)].join(", ")}.`]
      : []),
    `${id} reads queues that configure-dlq makes: it ends at once while one is missing.`,
  ];
}

/** What detect cannot read in the generated code, as the settings say it: SQS urls come from an answer, queues have no groups. */
function settingsNote(client: TemplateClient, id: string, own: { channel: string; group: string }, map: SystemMap): string[] {
  const service = serviceOf(map, posix.dirname(id));
  const isImplied = service !== undefined && service.path !== "." && groupOfService(service.path) === own.group;
  const channels = [{ file: id, expression: "source", channel: own.channel }];
  const of = (handler: string) => (isImplied ? {} : { consumers: { [`${id}#${handler}`]: { group: own.group } } });
  const settings = client === "amqplib" ? of("start") : client === "@aws-sdk/client-sqs" ? { channels, ...of("poll") } : {};
  return Object.keys(settings).length === 0 ? [] : [`Add to .godmode/event.json, for the code does not tell: ${JSON.stringify(settings)}`];
}
