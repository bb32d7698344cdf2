/** One operation of a service: `SendMessage` and its input. Undefined: it is not known, and harmless. */
export type Operations = Readonly<Record<string, ((input: never) => unknown) | undefined>>;

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
