import { eventBridgeOperationNames, snsOperationNames, sqsOperationNames } from "./aws.ts";

interface Requesting {
  makeRequest(operation: string, params?: unknown, callback?: unknown): unknown;
}

/** What the AWS SDK v2 exports of queues, topics and event buses; Lambda's older runtimes brought it along. */
export function awsSdkLibrary(): Record<string, unknown> {
  class Service {
    declare readonly serviceIdentifier: string;
    readonly config: object;
    constructor(config: object = {}) {
      this.config = config;
    }
    makeRequest(operation: string): unknown {
      throw new Error(`${this.serviceIdentifier} ${operation} is not to be had here`);
    }
  }
  const client = (serviceIdentifier: string, operations: readonly string[]) => {
    const made = class extends Service {};
    const methods = operations.map((operation) => {
      const name = operation[0]!.toLowerCase() + operation.slice(1);
      const method = function (this: Requesting, params?: unknown, callback?: unknown) {
        return this.makeRequest(name, params, callback);
      };
      return [name, method] as const;
    });
    Object.assign(made.prototype, { serviceIdentifier }, Object.fromEntries(methods));
    return made;
  };
  return {
    Service,
    SQS: client("sqs", sqsOperationNames),
    SNS: client("sns", snsOperationNames),
    EventBridge: client("eventbridge", eventBridgeOperationNames),
    config: { update: () => {} },
  };
}
