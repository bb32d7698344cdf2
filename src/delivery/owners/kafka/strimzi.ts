import { at, type ConfigNode, entries, text } from "../../../workspace/config.ts";
import { manifestOf } from "../../emit/strimzi.ts";
import { type Declared, type Edits, type Job, type OwnerFormat, reason } from "../format.ts";
import { asIn, type Cannot, type Opened } from "../opened.ts";
import { addEntries, endOfBlock, setEntries } from "../structure.ts";
import type { TextEdit } from "../text-edit.ts";
import { type Value, yamlMap } from "../../value.ts";
import { isEnough, topicWish } from "./topic-wish.ts";

const mark = /kafka\.strimzi\.io\//;

/** KafkaTopic manifests: https://strimzi.io/docs/operators/latest/configuring#type-KafkaTopic-reference */
export const strimzi: OwnerFormat = {
  id: "strimzi",
  broker: "kafka",
  accepts: ({ text: source, json }) => !json && mark.test(source),
  update: updateTopic,
  create: createTopic,
};

function topicIn({ documents }: Opened, name: string): ConfigNode | undefined {
  return documents.find(
    (document) =>
      text(at(document, "kind")) === "KafkaTopic" &&
      (text(at(document, "spec", "topicName")) ?? text(at(document, "metadata", "name"))) === name,
  );
}

function updateTopic(job: Job, declared: Declared): Edits | Cannot {
  const { file, resource } = job;
  const topic = topicIn(file, resource.name);
  const spec = at(topic, "spec");
  if (topic === undefined || spec === undefined)
    return { cannot: `${declared.file}:${declared.line}: the topic is not declared there in a form that can be edited.` };
  const { partitions, settings } = topicWish(resource);
  const config = at(spec, "config");
  const wanted = Object.fromEntries(Object.entries(settings).filter(([key]) => !isEnough(resource, key, text(at(config, key)) ?? "")));
  const count = text(at(spec, "partitions"));
  const more = partitions !== undefined && count !== undefined && !isEnough(resource, "partitions", count) ? { partitions } : {};
  const edits: TextEdit[] = [];
  const why = reason(job);
  if (Object.keys(wanted).length > 0) {
    const set = config === undefined ? addEntries(file, spec, { config: wanted }, why) : setEntries(file, config, wanted, why);
    if ("cannot" in set) return set;
    edits.push(...(Array.isArray(set) ? set : [set]));
  }
  const numbers = setEntries(file, spec, more, why);
  return "cannot" in numbers ? numbers : { edits: [...edits, ...numbers] };
}

function createTopic(job: Job, neighbour: Declared): Edits | Cannot | undefined {
  const { file, resource } = job;
  if (resource.kind !== "topic") return undefined;
  const beside = topicIn(file, neighbour.name);
  if (beside?.range === undefined) return { cannot: `${neighbour.file}:${neighbour.line}: nothing can be declared beside it.` };
  const manifest = manifestOf(resource, "");
  const { name } = manifest["metadata"] as Record<string, string>;
  const metadata = { name: name!, ...likeNeighbour(at(beside, "metadata")) };
  const spec = { ...numbersOf(at(beside, "spec")), ...(manifest["spec"] as Record<string, Value>) };
  const lines = yamlMap(
    { ...manifest, apiVersion: text(at(beside, "apiVersion")) ?? "kafka.strimzi.io/v1beta2", metadata, spec },
    "",
    file.unit,
  );
  return { edits: [{ at: endOfBlock(file.text, beside.range), remove: 0, insert: asIn(file, `\n---\n${lines}`), why: reason(job) }] };
}

/** In the same namespace and under the same operator. */
function likeNeighbour(metadata: ConfigNode | undefined): Record<string, Value> {
  const namespace = text(at(metadata, "namespace"));
  const labels = entries(at(metadata, "labels")).flatMap(([key, node]) => (text(node) === undefined ? [] : [[key, text(node)!] as const]));
  return { ...(namespace !== undefined && { namespace }), labels: Object.fromEntries(labels) };
}

/** As many partitions and replicas: a retry keeps the partition of its message. */
function numbersOf(spec: ConfigNode | undefined): Record<string, Value> {
  return Object.fromEntries(
    ["partitions", "replicas"].flatMap((key) => {
      const value = at(spec, key)?.value;
      return typeof value === "number" ? [[key, value] as const] : [];
    }),
  );
}
