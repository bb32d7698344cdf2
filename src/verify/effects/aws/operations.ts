import type { Published } from "../../observation.ts";

/** One operation of a service: `SendMessage` and its input. Undefined: it is not known, and harmless. */
export type Operations = Readonly<Record<string, ((input: never) => unknown) | undefined>>;

/** One service in a play. */
export interface Service {
  readonly operations: Operations;
  readonly begin: () => void;
  readonly observe: () => { published: readonly Published[] };
}

interface Command {
  readonly input?: unknown;
}

type Callback = (error: unknown, output?: unknown) => void;

/** Puts our own operations in place of the requests of a client class of the AWS SDK v3. */
export function replaceSend(client: unknown, operations: Operations): void {
  if (typeof client !== "function") return;
  const send = function (command: Command, options?: unknown, callback?: Callback): Promise<unknown> | undefined {
    const name = command.constructor.name.replace(/Command$/, "");
    const answer = perform(operations, name, command.input ?? {});
    const done = typeof options === "function" ? (options as Callback) : callback;
    if (done === undefined) return answer;
    void answer.then(
      (output) => done(null, output),
      (error: unknown) => done(error),
    );
    return undefined;
  };
  (client.prototype as { send: typeof send }).send = send;
}

export async function perform(operations: Operations, name: string, input: unknown): Promise<unknown> {
  const output = await operations[name]?.(input as never);
  return { $metadata: { httpStatusCode: 200, attempts: 1, totalRetryDelay: 0 }, ...(output as object | undefined) };
}

/** What the SDK throws when a service does not answer, after its own attempts. */
export function unavailable(): Error {
  const $metadata = { httpStatusCode: 503, attempts: 3, totalRetryDelay: 100 };
  return Object.assign(new Error("Service is unavailable"), { name: "ServiceUnavailable", $fault: "server", $metadata });
}

/** Puts our own operations in place of the requests of the AWS SDK v2, by service: `sqs`, `sns`, `eventbridge`. */
export function replaceRequests(library: unknown, services: Readonly<Record<string, Operations>>): void {
  const prototype = requesting(library);
  if (prototype === undefined) return;
  const original = prototype.makeRequest;
  prototype.makeRequest = function (operation, params, callback) {
    const operations = services[this.serviceIdentifier];
    if (operations === undefined) return original.call(this, operation, params, callback);
    const [input, done] = typeof params === "function" ? [{}, params as Callback] : [params ?? {}, callback];
    const run = () => perform(operations, operation[0]!.toUpperCase() + operation.slice(1), input);
    const answer = (reply: Callback): void => {
      run().then(
        (output) => reply(null, output),
        (error: unknown) => reply(error),
      );
    };
    const request = { promise: run, on: () => request, abort: () => {}, send: (reply: Callback = () => {}) => answer(reply) };
    if (done !== undefined) answer(done);
    return request;
  };
}

interface Requesting {
  serviceIdentifier: string;
  makeRequest: (this: Requesting, operation: string, params?: unknown, callback?: Callback) => unknown;
}

/** The prototype that all service classes share, from the whole library or from one of its clients. */
function requesting(library: unknown): Requesting | undefined {
  const { Service } = library as { Service?: { prototype: Requesting } };
  for (
    let each: unknown = Service?.prototype ?? (library as { prototype?: unknown }).prototype;
    typeof each === "object" && each !== null;
    each = Object.getPrototypeOf(each)
  )
    if (Object.hasOwn(each, "makeRequest")) return each as Requesting;
  return undefined;
}
