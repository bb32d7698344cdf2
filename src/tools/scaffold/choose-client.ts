import type { Consumer, SystemMap } from "../../model/system.ts";
import { type TemplateClient, templateClients } from "../../scaffold/template.ts";
import { ToolError } from "../../tool.ts";

export interface Choice {
  readonly client: TemplateClient;
  readonly why: string;
}

const all = Object.keys(templateClients) as TemplateClient[];
const isTemplate = (library: string): library is TemplateClient => (all as string[]).includes(library);
const brokerOf = (client: TemplateClient): string => templateClients[client].broker;

/** The client that the code around a folder uses already; else the one that speaks to the broker which the repository shows. */
export function chooseClient(map: SystemMap, folder: string, consumer: Consumer | undefined): Choice {
  const found = map.clients.flatMap(({ library, manifest, line }) =>
    isTemplate(library) ? [manifest].flat().map((file) => ({ client: library, file, line, depth: shared(file, folder) })) : [],
  );
  const wanted = consumer && spoken(consumer.broker);
  const fitting = found.filter(({ client }) => wanted === undefined || brokerOf(client) === wanted);
  const nearest = Math.max(...fitting.map(({ depth }) => depth));
  const near = fitting.filter(({ depth }) => depth === nearest);
  const clients = [...new Set(near.map(({ client }) => client))];
  const [first] = near;
  if (clients.length === 1 && first) {
    const at = first.line === undefined ? first.file : `${first.file}:${first.line}`;
    return { client: first.client, why: `${at} has ${first.client}.` };
  }
  if (clients.length > 1) throw which(`${near[0]!.file} has ${clients.join(" and ")}.`);
  if (map.languages.length > 0 && !map.languages.some((language) => language === "typescript" || language === "javascript"))
    throw new ToolError(
      "UNSUPPORTED",
      `There are templates in TypeScript only, and this repository is written in ${map.languages.join(", ")}.`,
      "A consumer in another language would stand alone there.",
      "Name client to have one in TypeScript all the same; the guides of references/ show the ladder for other languages.",
    );
  const seen = (wanted === undefined ? map.brokers : map.brokers.filter(({ kind }) => spoken(kind) === wanted)).flatMap((broker) => {
    const client = all.find((each) => brokerOf(each) === spoken(broker.kind));
    return client === undefined ? [] : [{ client, broker }];
  });
  const brokers = [...new Set(seen.map(({ client }) => client))];
  if (brokers.length !== 1) throw which(brokers.length === 0 ? "No client and no broker was seen." : "Several brokers were seen.");
  const { client, broker } = seen[0]!;
  const [place] = broker.evidence;
  const at = place === undefined ? "the repository" : `${place.file}:${place.line}`;
  return { client, why: `No client of that broker was seen in a package.json; ${at} shows ${broker.kind}.` };
}

function which(why: string): ToolError {
  return new ToolError("INVALID_INPUT", "It cannot be told which client the consumer shall use.", why, `Give client: ${all.join(", ")}.`);
}

/** SNS and EventBridge are consumed through SQS. */
function spoken(kind: string): string {
  return kind === "sns" || kind === "eventbridge" ? "sqs" : kind;
}

/** Folders that a manifest's own folder has in common with this one; -1 where it lies elsewhere. */
function shared(file: string, folder: string): number {
  const parts = file.split("/").slice(0, -1);
  return parts.every((part, index) => folder.split("/")[index] === part) ? parts.length : -1;
}
