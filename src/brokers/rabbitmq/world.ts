import type { Management } from "./management.ts";
import type { Policy, Queue } from "./policies.ts";
import type { Binding } from "./routes.ts";

export interface Exchange {
  readonly name: string;
  readonly type: string;
  readonly durable: boolean;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** A virtual host as it stands: each thing is asked for once, when it is first needed. */
export interface World {
  queue(name: string): Promise<Queue | undefined>;
  exchange(name: string): Promise<Exchange | undefined>;
  policies(): Promise<readonly Policy[]>;
  operators(): Promise<readonly Policy[]>;
  bindingsFrom(exchange: string): Promise<readonly Binding[]>;
  bindingsTo(queue: string): Promise<readonly Binding[]>;
  /** As the server tells it of a queue, some seconds late. */
  toldLimit(queue: string): Promise<number | undefined>;
  /** What the server itself limits deliveries from quorum queues to. */
  deliveryLimit(): Promise<number | undefined>;
}

type Limited = Readonly<Record<string, unknown>>;

/** Above so many things lists are cheaper than single questions. */
const many = 12;
const bare = "?disable_stats=true";

/** `things`: how many will be asked for, as far as that is known. */
export function lookAt(management: Management, things = 0): World {
  const { get, path } = management;
  const answers = new Map<string, Promise<unknown>>();
  const once = <T>(key: string, ask: () => Promise<T>): Promise<T> => {
    const known = answers.get(key) as Promise<T> | undefined;
    if (known) return known;
    const asked = ask();
    answers.set(key, asked);
    return asked;
  };
  const list = <T>(of: string) => once(of, async () => (await get<readonly T[]>(`${path(of)}${bare}`)) ?? []);
  const byName = <T extends { readonly name: string }>(of: string) =>
    once(`${of} by name`, async () => new Map((await list<T>(of)).map((each) => [each.name, each])));
  let asked = things;
  const inLists = () => (asked += 1) > many;
  const one = <T extends { readonly name: string }>(of: string, name: string): Promise<T | undefined> =>
    inLists() ? byName<T>(of).then((all) => all.get(name)) : once(`${of} ${name}`, () => get<T>(`${path(of, name)}${bare}`));
  const bindings = (by: "source" | "destination") =>
    once(`bindings by ${by}`, async () => {
      const all = new Map<string, Binding[]>();
      for (const binding of await list<Binding>("bindings")) all.set(binding[by], [...(all.get(binding[by]) ?? []), binding]);
      return all;
    });
  return {
    queue: (name) => one<Queue>("queues", name),
    exchange: (name) => one<Exchange>("exchanges", name),
    policies: () => list<Policy>("policies"),
    operators: () => list<Policy>("operator-policies"),
    async bindingsFrom(exchange) {
      if (inLists()) return (await bindings("source")).get(exchange) ?? [];
      return once(`from ${exchange}`, async () => (await get<Binding[]>(`${path("exchanges", exchange)}/bindings/source`)) ?? []);
    },
    async bindingsTo(queue) {
      if (inLists()) return (await bindings("destination")).get(queue) ?? [];
      return once(`to ${queue}`, async () => (await get<Binding[]>(`${path("queues", queue)}/bindings`)) ?? []);
    },
    async toldLimit(name) {
      const told = await get<{ arguments?: Limited; effective_policy_definition?: Limited }>(path("queues", name));
      const limits = [told?.arguments?.["x-delivery-limit"], told?.effective_policy_definition?.["delivery-limit"]];
      return limits.find((limit) => typeof limit === "number" && limit >= 0) as number | undefined;
    },
    deliveryLimit: () =>
      once("limit", async () => {
        const overview = await get<{ rabbitmq_version?: string }>("/overview?columns=rabbitmq_version");
        return Number.parseInt(overview?.rabbitmq_version ?? "", 10) >= 4 ? 20 : undefined;
      }),
  };
}
