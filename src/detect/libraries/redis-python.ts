import type { CallRule, Detector } from "../detector.ts";

const subscribe: CallRule = { does: "consume", channel: ["0", "**"], handler: ["**"], atMostOnce: true };

/** Publish and subscribe, and streams, of redis-py. Other uses of the client are none of ours. */
export const redisPython: Detector = {
  id: "redis-python",
  docs: "https://redis.readthedocs.io/en/stable/advanced_features.html#publish-subscribe",
  broker: "redis-pubsub",
  kind: "topic",
  language: "python",
  modules: ["redis", "aioredis"],
  types: {
    "Redis()": "Client",
    "StrictRedis()": "Client",
    "from_url()": "Client",
    "Redis.from_url()": "Client",
    "Client.pubsub()": "PubSub",
    "PubSub.listen()": "Messages",
  },
  calls: {
    "Client.publish": { does: "produce", channel: ["channel", "0"], payload: ["message", "1"], atMostOnce: true },
    "PubSub.subscribe": subscribe,
    "PubSub.psubscribe": subscribe,
    "PubSub.get_message": { does: "poll" },
    "Client.xadd": { does: "produce", broker: "redis-streams", kind: "stream", channel: ["name", "0"], payload: ["fields", "1"] },
    "Client.xreadgroup": {
      does: "consume",
      broker: "redis-streams",
      kind: "stream",
      channel: ["streams/%", "2/%"],
      group: ["groupname", "0"],
    },
    "Client.xack": { does: "acknowledge" },
  },
};
