import { createServer, request } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { rabbitmq } from "../../../src/brokers/rabbitmq/broker.ts";
import { applyPlan, type Step } from "../../../src/delivery/apply.ts";
import { planOf } from "../../../src/delivery/plan.ts";
import { defaultRetry } from "../../../src/model/delivery.ts";
import { hasServer, serverOf } from "../../servers/servers.ts";
import { newVhost, onExchange, type Vhost } from "./running.ts";

const wanted = onExchange({ consumer: "c", channel: "orders", group: "billing", retry: defaultRetry });
const { resources } = rabbitmq.topology(wanted);
const desired = [{ consumer: "c", resources }];

/** Hands requests on to the management and cuts the connection at the nth that writes: before it arrives, or before it is answered. */
async function cuttingManagement(target: string, nth: number, when: "before" | "after") {
  let writes = 0;
  const server = createServer((incoming, outgoing) => {
    const cuts = incoming.method !== "GET" && (writes += 1) === nth;
    if (cuts && when === "before") return incoming.socket.destroy();
    const { method, headers, url } = incoming;
    const forwarded = request(`${target}${url}`, { method: method!, headers }, (answer) => {
      if (cuts) incoming.socket.destroy();
      else answer.pipe(outgoing.writeHead(answer.statusCode!, answer.headers));
    });
    return incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return { url: `http://127.0.0.1:${port}`, close: () => server.closeAllConnections() ?? server.close() };
}

describe.skipIf(!(await hasServer("rabbitmq")))("a connection that is cut while a plan is applied", () => {
  let vhost: Vhost;
  beforeEach(async () => {
    vhost = await newVhost(await serverOf("rabbitmq"));
  });
  afterEach(() => vhost.drop());

  // One dead letter, three rungs, an exchange, a queue and its binding, a policy.
  test.each(Array.from({ length: 8 }, (_, index) => index + 1))(
    "at write %i: told, nothing half-made is wired, the next apply ends it",
    async (nth) => {
      for (const when of ["before", "after"] as const) {
        const proxy = await cuttingManagement(vhost.address.management!, nth, when);
        const session = await rabbitmq.open({ ...vhost.opening, address: { ...vhost.address, management: proxy.url } });
        let noted: readonly Step[] = [];
        const plan = planOf("rabbitmq", desired, await session.observe(resources));
        const applied = applyPlan(plan, desired, session, "run-1", (steps) => (noted = steps));
        await expect(applied).rejects.toMatchObject({ code: "BROKER_UNREACHABLE" });
        expect(noted.at(-1)!.state).toBe("failed");
        await session.close();
        proxy.close();

        const healthy = await vhost.open();
        const again = planOf("rabbitmq", desired, await healthy.observe(resources));
        await applyPlan(again, desired, healthy, "run-2", () => undefined);
        const after = planOf("rabbitmq", desired, await healthy.observe(resources));
        expect(after.actions.map(({ action }) => action)).toEqual(resources.map(() => "noop"));
        for (const resource of [...resources].reverse()) for (const mark of ["run-1", "run-2"]) await healthy.remove(resource, mark);
        expect(await healthy.observe(resources)).toEqual([]);
      }
    },
  );
});
