import { oneAtATime } from "../one-at-a-time.ts";
import { problemOf } from "../problem.ts";
import { type Place, TakenError } from "../place.ts";
import type { Wire } from "../wire.ts";
import { type Admin, kafkaAdmin } from "./admin.ts";
import { type Known, playOnKafka } from "./play.ts";

const assumptions = [
  "Kafka: topics have two partitions, and all records of one instance lie in one of them; they are spoken of in versions of its protocol that every server from 2.1 to 4.x has.",
];

/** Kafka between a process and its own server. One play at a time: the names in the consumer's code are the server's. */
export function kafkaWire(place: Place): Wire {
  const known: Known = { made: new Set(), groups: new Set() };
  /** Made before the processes of the next plays start: they were asked for once. */
  const wanted = new Set<string>(place.channel === undefined ? [] : [place.channel]);
  let admin: Admin | undefined;

  async function clear(own: Admin): Promise<void> {
    const all = place.private ? await own.topics() : [...known.made];
    await own.delete(all);
    // The offsets of a group go with the topics; the rest of it may be somebody else's.
    if (place.private) for (const group of known.groups) await own.deleteGroup(group).catch(() => undefined);
    known.made.clear();
  }

  return oneAtATime({
    kind: "kafka",
    features: { directs: false, redelivers: "suffix", refusesPublish: false, comesBackMs: 5000, assumptions },
    async open() {
      try {
        admin = await kafkaAdmin(place);
        const taken = (await admin.topics()).find((topic) => wanted.has(topic));
        return taken === undefined || place.private ? undefined : { problem: new TakenError("topic", taken).message };
      } catch (error) {
        return problemOf("Kafka", place, error);
      }
    },
    async begin(beginning) {
      const own = (admin ??= await kafkaAdmin(place));
      await clear(own);
      const ensure = async (topic: string) => {
        wanted.add(topic);
        if (known.made.has(topic)) return;
        const isNew = await own.create(topic);
        if (!isNew && !place.private) throw new TakenError("topic", topic);
        known.made.add(topic);
      };
      for (const topic of wanted) await ensure(topic);
      return playOnKafka(beginning, place, own, known, ensure);
    },
    async close() {
      if (admin !== undefined) await clear(admin);
      admin?.close();
      admin = undefined;
    },
  });
}
