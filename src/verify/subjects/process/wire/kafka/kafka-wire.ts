import type { Place } from "../place.ts";
import { problemOf } from "../problem.ts";
import type { Wire } from "../wire.ts";
import { type Admin, kafkaAdmin } from "./admin.ts";
import { isLeftOver, type Names, newNames } from "./names.ts";
import { playOnKafka } from "./play.ts";

const assumptions = [
  "Kafka: topics have two partitions, and all records of one instance lie in one of them; topics, groups and transactions have names of the play's own on the server; they are spoken of in versions of the protocol that every server from 2.1 to 4.x has.",
];

/** Kafka between a process and a server, on which nothing is touched but what a play made there itself. */
export function kafkaWire(place: Place): Wire {
  /** Made before the processes of the next plays start, by the names in the consumer's code: they were asked for once. */
  const wanted = new Set<string>(place.channel === undefined ? [] : [place.channel]);
  const leaving = new Set<Promise<void>>();
  let admin: Admin | undefined;

  /** In the background: the next play has other names. */
  function takeAway(own: Admin, { prefix }: Names, groups: readonly string[]): void {
    const done = remove(own, prefix, groups).catch(() => undefined);
    leaving.add(done);
    void done.finally(() => leaving.delete(done));
  }

  return {
    kind: "kafka",
    features: { directs: false, redelivers: "suffix", refusesPublish: false, comesBackMs: 5000, assumptions },
    async open() {
      try {
        admin ??= await kafkaAdmin(place);
        await admin.delete((await admin.topics()).filter((topic) => isLeftOver(topic, Date.now())));
        return undefined;
      } catch (error) {
        return problemOf("Kafka", place, error);
      }
    },
    async begin(beginning) {
      const own = (admin ??= await kafkaAdmin(place));
      const names = newNames();
      const made = new Map<string, Promise<void>>();
      const ensure = (topic: string) => {
        wanted.add(topic);
        const making = made.get(topic) ?? own.create(names.onServer(topic));
        made.set(topic, making);
        return making;
      };
      await Promise.all([...wanted].map(ensure));
      return playOnKafka(beginning, place, own, names, ensure, (groups) => takeAway(own, names, groups));
    },
    async close() {
      await Promise.all(leaving);
      admin?.close();
      admin = undefined;
    },
  };
}

async function remove(admin: Admin, prefix: string, groups: readonly string[]): Promise<void> {
  await admin.delete((await admin.topics()).filter((topic) => topic.startsWith(prefix)));
  // The offsets of a group go with the topics. A member that was killed keeps it a little longer.
  for (const group of groups) await admin.deleteGroup(group).catch(() => undefined);
}
