import type { CallRule, Detector } from "../detector.ts";

const subscribe: CallRule = { does: "consume", channel: ["0"], handler: ["1"], atMostOnce: true };

/** Publish and subscribe, and streams, of redis and ioredis. Other uses of the client are none of ours. */
export const redisNode: Detector = {
  id: "redis-node",
  docs: "https://redis.io/docs/latest/develop/interact/pubsub/",
  broker: "redis-pubsub",
  kind: "topic",
  language: "javascript",
  modules: ["redis", "ioredis", "@redis/client"],
  types: {
    "createClient()": "Client",
    "createCluster()": "Client",
    "RedisClientType()": "Client",
    "RedisClient()": "Client",
    "Redis()": "Client",
    "Cluster()": "Client",
    "()": "Client",
    "Client.duplicate()": "Client",
  },
  calls: {
    "Client.publish": { does: "produce", channel: ["0"], payload: ["1"], atMostOnce: true },
    "Client.subscribe": subscribe,
    "Client.pSubscribe": subscribe,
    "Client.psubscribe": subscribe,
    "Client.xAdd": { does: "produce", broker: "redis-streams", kind: "stream", channel: ["0"], payload: ["2"] },
    "Client.xadd": { does: "produce", broker: "redis-streams", kind: "stream", channel: ["0"] },
    "Client.xReadGroup": { does: "consume", broker: "redis-streams", kind: "stream", channel: ["2/key", "2/*/key"], group: ["0"] },
    "Client.xAck": { does: "acknowledge" },
    "Client.on(message)": { does: "handle", handler: ["1"] },
    "Client.on(pmessage)": { does: "handle", handler: ["1"] },
    "Client.on(messageBuffer)": { does: "handle", handler: ["1"] },
  },
};
