import { at, text } from "../../../workspace/config.ts";
import { hclObject, hclText } from "../../emit/hcl.ts";
import { type Declared, type Edits, type Job, type OwnerFormat, reason } from "../format.ts";
import { isEnough, topicWish } from "../kafka/topic-wish.ts";
import { free, snake, suffixOf } from "../names.ts";
import type { Cannot } from "../opened.ts";
import type { TextEdit } from "../text-edit.ts";
import { addAttributes, addBlock, addToObject, blockOf, isRepeated, replaceValue } from "./blocks.ts";

/** `kafka_topic`: https://registry.terraform.io/providers/Mongey/kafka */
export const terraformTopics: OwnerFormat = {
  id: "terraform-kafka",
  broker: "kafka",
  accepts: ({ path, text: source }) => path.endsWith(".tf") && source.includes("kafka_topic"),
  update: updateTopic,
  create: createTopic,
};

function updateTopic(job: Job, declared: Declared): Edits | Cannot {
  const { file, resource } = job;
  const block = blockOf(file, declared);
  if (block?.type !== "kafka_topic") return { cannot: `${declared.file}:${declared.line} is no topic that can be edited.` };
  const { settings } = topicWish(resource);
  const config = at(block.node, "config");
  const edits: (TextEdit | Cannot)[] = [];
  const missing: [string, string][] = [];
  const notes: string[] = [];
  for (const [key, value] of Object.entries(settings)) {
    const node = at(config, key);
    const found = text(node);
    if (node === undefined) missing.push([key, hclText(String(value))]);
    else if (node.tag !== undefined || found === undefined)
      notes.push(`${key} of ${block.label} is set by an expression (${file.path}:${node.line}) and must be ${value}.`);
    else if (!isEnough(resource, key, found)) edits.push(replaceValue(file, node, hclText(String(value)), reason(job)));
  }
  if (missing.length > 0)
    edits.push(
      config === undefined
        ? addAttributes(file, block.node, { config: hclObject(missing) }, reason(job))
        : addToObject(file, config, missing, reason(job)),
    );
  const failed = edits.find((edit): edit is Cannot => "cannot" in edit);
  return failed ?? { edits: edits as TextEdit[], notes };
}

function createTopic(job: Job, neighbour: Declared): Edits | Cannot | undefined {
  const { file, resource } = job;
  if (resource.kind !== "topic") return undefined;
  const beside = blockOf(file, neighbour);
  // Another provider's topics: what is declared nowhere may be made on the broker.
  if (beside?.type !== "kafka_topic") return undefined;
  if (isRepeated(beside))
    return {
      cannot: `${beside.type}.${beside.label} (${file.path}:${beside.node.line}) is made by count or for_each: declare its ladder in the same manner.`,
    };
  const suffix = suffixOf(resource.name, neighbour.name);
  const label = free(
    suffix === undefined ? snake(resource.name) : `${beside.label}_${snake(suffix)}`,
    (name) => at(file.documents[0], "resource", "kafka_topic", name) !== undefined,
  );
  const { partitions, replicas, settings } = topicWish(resource);
  const own = (key: string, wanted: number | undefined): [string, string][] => {
    const range = at(beside.node, key)?.range;
    const written = range && file.text.slice(...range);
    return written !== undefined && !written.includes("\n") ? [[key, written]] : wanted === undefined ? [] : [[key, String(wanted)]];
  };
  const config = Object.entries(settings).map(([key, value]) => [key, hclText(String(value))] as const);
  const attributes = [
    ...own("provider", undefined),
    ["name", hclText(resource.name)] as const,
    ...own("replication_factor", replicas),
    ...own("partitions", partitions),
    ["config", hclObject(config)] as const,
  ];
  const edit = addBlock(file, beside.node, `resource "kafka_topic" "${label}"`, attributes, reason(job));
  return "cannot" in edit ? edit : { edits: [edit], logicalId: `kafka_topic.${label}` };
}
