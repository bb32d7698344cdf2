import { clientOf } from "../../../src/brokers/kafka/client.ts";
import { realClock } from "../../../src/brokers/clock.ts";

/** Removes the topics of one test: a server that many runs share shall not drown in them. */
export async function tidy(url: string, run: string): Promise<void> {
  const admin = (await clientOf({ root: "/", connection: "tidy", address: { url }, clock: realClock(Date.now) })).kafka.admin();
  await admin.connect();
  try {
    const topics = (await admin.listTopics()).filter((topic) => topic.startsWith(`${run}.`));
    if (topics.length > 0) await admin.deleteTopics({ topics });
  } finally {
    await admin.disconnect();
  }
}
