/** How a call answers: by a promise, or through a callback that comes last, at `from` or behind it. */
export type Style = <A extends unknown[]>(call: (...args: A) => unknown, from?: number) => (...args: A) => unknown;

export const promiseStyle: Style =
  (call) =>
  async (...args) =>
    call(...args);

/** The channel or connection is returned at once, as in `callback_api`. */
export const callbackStyle: Style = (call, from = 0) =>
  function (this: unknown, ...args) {
    const callback = args.slice(from).at(-1);
    const answer = call(...args);
    const made = typeof answer === "object" && answer !== null && "on" in answer ? answer : this;
    if (typeof callback === "function")
      void Promise.resolve(answer).then(
        (value: unknown) => (callback as (error: unknown, value?: unknown) => void)(null, value),
        (error: unknown) => (callback as (error: unknown) => void)(error),
      );
    return made;
  };
