import { randomBytes } from "node:crypto";
import { problemOf } from "../problem.ts";
import type { Place } from "../place.ts";
import type { Wire } from "../wire.ts";
import { management } from "./management.ts";
import { playOnRabbit } from "./play.ts";
import type { Missed } from "./reading.ts";
import { createWorld, type World } from "./world.ts";

/** RabbitMQ between a process and its own server. Every play has a virtual host of its own, made by the management plug-in. */
export function rabbitWire(place: Place): Wire {
  const http = management(place);
  const [missed, wanted]: Missed[] = [noneMissed(), noneMissed()];
  const worlds = new Set<World>();
  return {
    kind: "rabbitmq",
    features: { directs: true, redelivers: "message", overlaps: true, refusesPublish: false, comesBackMs: 500, assumptions: [] },
    async open() {
      try {
        await http.get("overview");
        return undefined;
      } catch (error) {
        return problemOf("RabbitMQ", place, error);
      }
    },
    async begin(beginning) {
      const world = await createWorld(http, place, `godmode-event-${randomBytes(6).toString("hex")}`);
      worlds.add(world);
      for (const queue of wanted!.queues) await world.ensureQueue(queue);
      for (const exchange of wanted!.exchanges) await world.findable(exchange, "");
      return playOnRabbit(beginning, place, world, missed!);
    },
    async learn() {
      const before = wanted!.queues.size + wanted!.exchanges.size;
      for (const queue of missed!.queues) wanted!.queues.add(queue);
      for (const exchange of missed!.exchanges) wanted!.exchanges.add(exchange);
      return wanted!.queues.size + wanted!.exchanges.size > before;
    },
    async close() {
      for (const world of worlds) await world.remove();
      worlds.clear();
    },
  };
}

function noneMissed(): Missed {
  return { queues: new Set(), exchanges: new Set() };
}
