import { SNS } from "@aws-sdk/client-sns";
import { SQS } from "@aws-sdk/client-sqs";

/** The service as anybody else uses it: for looking, and for breaking things by hand. */
export function raw(url: string) {
  const config = { endpoint: url, region: "us-east-1", credentials: { accessKeyId: "test", secretAccessKey: "test" } };
  const sqs = new SQS(config);
  const sns = new SNS(config);
  const urlOf = async (name: string) => (await sqs.getQueueUrl({ QueueName: name })).QueueUrl!;
  const attributes = async (name: string) =>
    (await sqs.getQueueAttributes({ QueueUrl: await urlOf(name), AttributeNames: ["All"] })).Attributes!;
  return {
    sqs,
    sns,
    urlOf,
    attributes,
    set: async (name: string, Attributes: Record<string, string>) => {
      await sqs.setQueueAttributes({ QueueUrl: await urlOf(name), Attributes });
    },
    /** What is visible, at most ten; it stays visible. fauxqs tells without a receive, which would change its order. */
    async bodies(name: string): Promise<string[]> {
      const told = await fetch(`${url}/_fauxqs/queues/${name}`);
      if (told.ok && told.headers.get("content-type")?.includes("json")) return visible((await told.json()) as Told);
      const QueueUrl = await urlOf(name);
      const { Messages = [] } = await sqs.receiveMessage({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0, WaitTimeSeconds: 0 });
      return Messages.map(({ Body = "" }) => Body);
    },
  };
}

interface Told {
  readonly messages: {
    readonly ready: readonly { readonly body: string }[];
    readonly inflight: readonly { readonly message: { readonly body: string }; readonly visibilityDeadline: number }[];
  };
}

function visible({ messages: { ready, inflight } }: Told): string[] {
  const lapsed = inflight.filter(({ visibilityDeadline }) => visibilityDeadline <= Date.now()).map(({ message }) => message);
  return [...ready, ...lapsed].map(({ body }) => body);
}
