/** What a client package of the AWS SDK v3 exports: the client, the client with a method for each operation, the commands. */
export function awsLibrary(service: string, operations: readonly string[]): Record<string, unknown> {
  class Client {
    readonly config: object;
    readonly middlewareStack = { add: () => {}, addRelativeTo: () => {}, use: () => {}, remove: () => true };
    declare readonly send: (command: object, ...rest: unknown[]) => unknown;
    constructor(config: object = {}) {
      this.config = config;
    }
    destroy(): void {}
  }
  class Service extends Client {}
  const commands = operations.map((operation) => {
    const command = class {
      readonly input: object;
      constructor(input: object = {}) {
        this.input = input;
      }
    };
    Object.defineProperty(command, "name", { value: `${operation}Command` });
    const method = operation[0]!.toLowerCase() + operation.slice(1);
    Object.defineProperty(Service.prototype, method, {
      value(this: Client, input: object, ...rest: unknown[]) {
        return this.send(new command(input), ...rest);
      },
    });
    return [command.name, command] as const;
  });
  return { [`${service}Client`]: Client, [service]: Service, ...Object.fromEntries(commands) };
}

export const sqsOperationNames = [
  "SendMessage",
  "SendMessageBatch",
  "ReceiveMessage",
  "DeleteMessage",
  "DeleteMessageBatch",
  "ChangeMessageVisibility",
  "ChangeMessageVisibilityBatch",
  "GetQueueUrl",
  "GetQueueAttributes",
  "SetQueueAttributes",
  "CreateQueue",
  "DeleteQueue",
  "ListQueues",
  "PurgeQueue",
  "TagQueue",
];

export const snsOperationNames = [
  "Publish",
  "PublishBatch",
  "CreateTopic",
  "DeleteTopic",
  "Subscribe",
  "Unsubscribe",
  "ConfirmSubscription",
  "ListTopics",
  "GetTopicAttributes",
  "SetTopicAttributes",
];

export const eventBridgeOperationNames = ["PutEvents", "PutRule", "PutTargets", "CreateEventBus", "DescribeEventBus", "ListRules"];
