import { CreateQueueCommand, GetQueueAttributesCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { privateServer } from "../../../servers/servers.ts";
import type { World } from "./world.ts";

export async function sqsWorld(): Promise<World> {
  const server = await privateServer("fauxqs");
  const endpoint = server.started.address["url"]!;
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const sqs = new SQSClient({ endpoint, region: "us-east-1", credentials });
  const urls = new Map<string, string>();
  return {
    env: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: "us-east-1",
      AWS_DEFAULT_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
    },
    async prepare({ channel }) {
      const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: channel, Attributes: { VisibilityTimeout: "3" } }));
      urls.set(channel, QueueUrl!);
      await sqs.send(new CreateQueueCommand({ QueueName: `${channel}-dlq` }));
    },
    async publish({ channel }, bodies) {
      for (const MessageBody of bodies) await sqs.send(new SendMessageCommand({ QueueUrl: urls.get(channel), MessageBody }));
    },
    async isQuiet({ channel }) {
      const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: urls.get(channel), AttributeNames: ["All"] }));
      return (["", "NotVisible", "Delayed"] as const).every((state) => Attributes[`ApproximateNumberOfMessages${state}`] === "0");
    },
    async end() {
      sqs.destroy();
      await server.end();
    },
  };
}
