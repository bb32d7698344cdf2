import type { Configuration, Observed, Resource } from "../../model/delivery.ts";
import type { Clients } from "./client.ts";
import { holds, marks, refuseOther } from "./queue-resources.ts";
import { type Attributes, factsOf, notThere, type Queues, redriveOf, siblingArn } from "./queues.ts";
import { queueViolations, redriveViolations, refuse } from "./rules.ts";

/** What the queue had before it was wired. */
const before = "godmode:visibility-before";

/** How a queue is read: its lease, and where it puts what was received too often. Without a redrive policy there is no such thing. */
export function readerResources({ sqs, ask }: Clients, queues: Queues) {
  async function wire({ name, id }: Resource, config: Configuration, attributes: Attributes): Promise<void> {
    const deadLetter = String(config["deadLetter"]);
    const target = await queues.find(deadLetter);
    refuse(id, [
      ...queueViolations(name, { ...config, FifoQueue: attributes.FifoQueue === "true" }),
      ...redriveViolations(factsOf(name, attributes), deadLetter, target && factsOf(deadLetter, target), config["maxReceiveCount"]),
    ]);
    const policy = { deadLetterTargetArn: siblingArn(attributes.QueueArn!, "sqs", deadLetter), maxReceiveCount: config["maxReceiveCount"] };
    await queues.set(name, { VisibilityTimeout: String(config["VisibilityTimeout"]), RedrivePolicy: JSON.stringify(policy) }, attributes);
  }

  return {
    async observe({ id, name }: Resource): Promise<Observed | undefined> {
      const attributes = await queues.find(name);
      const config = attributes && configOf(attributes);
      if (config === undefined) return undefined;
      const mark = (await queues.tags(name))[marks.reader];
      return { id, config, ...(mark !== undefined && { mark }) };
    },
    async create(resource: Resource, mark: string): Promise<void> {
      const attributes = await queues.find(resource.name);
      if (attributes === undefined) throw notThere(resource.name);
      const there = configOf(attributes);
      if (there) return refuseOther(resource, there);
      const QueueUrl = await queues.url(resource.name);
      const ours = (await queues.tags(resource.name))[marks.queue] === mark;
      const Tags = { [marks.reader]: mark, [before]: attributes.VisibilityTimeout ?? "30" };
      await ask(`TagQueue ${resource.name}`, () => sqs.tagQueue({ QueueUrl, Tags }));
      await wire(
        resource,
        ours ? resource.config : { ...resource.config, VisibilityTimeout: longerLease(resource, attributes) },
        attributes,
      );
    },
    async update(resource: Resource, config: Configuration): Promise<void> {
      const attributes = await queues.find(resource.name);
      if (attributes === undefined) throw notThere(resource.name);
      await wire(resource, config, attributes);
    },
    async remove({ name }: Resource, mark: string, full: boolean): Promise<boolean> {
      const attributes = await queues.find(name);
      if (attributes === undefined || redriveOf(attributes) === undefined) return false;
      const tags = await queues.tags(name);
      if (tags[marks.reader] !== mark || (holds(attributes) && !full)) return false;
      await queues.set(name, { RedrivePolicy: "", VisibilityTimeout: tags[before] ?? "30" }, attributes);
      const QueueUrl = await queues.url(name);
      await ask(`UntagQueue ${name}`, () => sqs.untagQueue({ QueueUrl, TagKeys: [marks.reader, before] }));
      return true;
    },
  };
}

/** Nothing that somebody has made longer becomes shorter. */
function longerLease({ config }: Resource, { VisibilityTimeout }: Attributes): number {
  return Math.max(Number(config["VisibilityTimeout"]), Number(VisibilityTimeout ?? 0));
}

function configOf(attributes: Attributes): Configuration | undefined {
  const redrive = redriveOf(attributes);
  return redrive && { ...redrive, VisibilityTimeout: Number(attributes.VisibilityTimeout) };
}
