import type { Admin } from "kafkajs";
import type { Configuration, Resource, Setting } from "../../model/delivery.ts";
import type { Log } from "./log.ts";
import { forever } from "./topology.ts";

/** Settings of a topic that a ladder cares about; `partitions` and `replicas` beside them are its shape. */
const settings = ["cleanup.policy", "retention.ms", "retention.bytes", "min.insync.replicas", "max.message.bytes"];
const chunk = 50;
/** https://kafka.apache.org/protocol#The_Messages_DescribeConfigs */
const [topicType, setByHand] = [2, 1];
const timeoutMs = 20_000;

/** Of topics that are not there nothing is told. */
export async function readTopics(log: Log, admin: Admin, names: readonly string[]): Promise<Map<string, Configuration>> {
  const shapes = new Map<string, Configuration>();
  for (let from = 0; from < names.length; from += chunk) {
    const looked = names.slice(from, from + chunk).map(async (name) => [name, await log.shape(name)] as const);
    for (const [name, shape] of await Promise.all(looked)) if (shape) shapes.set(name, { ...shape });
  }
  if (shapes.size === 0) return shapes;
  const resources = [...shapes.keys()].map((name) => ({ type: topicType, name, configNames: settings }));
  const found = await admin.describeConfigs({ includeSynonyms: false, resources });
  return new Map(
    found.resources.map(({ resourceName, configEntries }) => {
      const entries = configEntries.map(({ configName, configValue }) => [configName, settingOf(configName, configValue)] as const);
      return [resourceName, { ...shapes.get(resourceName), ...Object.fromEntries(entries) }];
    }),
  );
}

export async function makeTopic(admin: Admin, { name, config }: Resource): Promise<void> {
  const { partitions, replicas, ...rest } = config;
  await admin.createTopics({
    // A node that does not know it yet says that it does not exist, which is no answer to kafkajs.
    waitForLeaders: false,
    timeout: timeoutMs,
    topics: [
      {
        topic: name,
        ...(typeof partitions === "number" && { numPartitions: partitions }),
        ...(typeof replicas === "number" && { replicationFactor: replicas }),
        configEntries: entriesOf(rest),
      },
    ],
  });
}

/** Only these keys: AlterConfigs sets everything that it is not told back to its default, so what was set stays said. */
export async function changeTopic(admin: Admin, name: string, found: Configuration, config: Configuration): Promise<void> {
  const { partitions, replicas: _replicas, ...rest } = config;
  if (typeof partitions === "number" && partitions > Number(found["partitions"]))
    await admin.createPartitions({ timeout: timeoutMs, topicPartitions: [{ topic: name, count: partitions }] });
  const changed = Object.entries(rest).filter(([key, value]) => settings.includes(key) && found[key] !== value);
  if (changed.length === 0) return;
  const described = await admin.describeConfigs({ includeSynonyms: false, resources: [{ type: topicType, name }] });
  const kept = described.resources[0]!.configEntries.flatMap(({ configName, configValue, configSource }) =>
    (configSource as number) === setByHand ? [[configName, configValue] as const] : [],
  );
  const configEntries = entriesOf({ ...Object.fromEntries(kept), ...Object.fromEntries(changed) });
  await admin.alterConfigs({ validateOnly: false, resources: [{ type: topicType, name, configEntries }] });
}

const endless = /^retention\.(ms|bytes)$/;

function settingOf(name: string, value: string): Setting {
  if (endless.test(name) && value === "-1") return forever;
  return /^-?\d+$/.test(value) ? Number(value) : value;
}

function entriesOf(config: Configuration): { name: string; value: string }[] {
  return Object.entries(config).map(([name, value]) => ({ name, value: endless.test(name) && value === forever ? "-1" : String(value) }));
}
