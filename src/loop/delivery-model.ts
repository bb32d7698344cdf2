import type { Consumer, SystemMap } from "../model/system.ts";
import type { DeliveryModel } from "../model/verification.ts";
import { failureChannels } from "./dead-letters.ts";
import { channelsOf } from "./events.ts";

const individual = (why: string) => ({ model: "individual", why }) as const;

/**
 * What may come to a consumer again. `rewind` only where all of it is shown: Kafka, retried in place, one producer, nothing that
 * could be redriven. Everything else delivers any message alone, at any time.
 */
export function deliveryModelOf(consumer: Consumer | undefined, map: SystemMap): { model: DeliveryModel; why: string } {
  if (consumer === undefined) return individual("nothing is known of where its messages come from");
  if (consumer.broker !== "kafka") return individual(`${consumer.broker} delivers single messages again`);
  if (retriesElsewhere(consumer, map)) return individual("what fails comes back over retry topics");
  if (consumer.dlq !== "false")
    return individual(consumer.dlq === "true" ? "its dead letters can be redriven" : "it may have dead letters, which can be redriven");
  const channels = channelsOf(consumer);
  if (channels.length === 0) return individual("its channel cannot be told");
  const senders = map.producers.filter((producer) => channelsOf(producer).some((name) => channels.includes(name)));
  if (senders.length !== 1) return individual(senders.length === 0 ? "its producer is not known" : "several producers send to its channel");
  if (map.outbox.present) return individual("an outbox may send a message twice");
  return { model: "rewind", why: "Kafka hands over a contiguous suffix again, and nothing else comes twice" };
}

/** Do its failures wait on channels beside its own, so that later messages overtake them? */
export function retriesElsewhere(consumer: Consumer, map: SystemMap): boolean {
  const { isRetry } = failureChannels(map);
  const own = channelsOf(consumer);
  if (own.some(isRetry)) return true;
  const sent = map.producers.filter(({ file, service }) => file === consumer.file || service === consumer.service).flatMap(channelsOf);
  return [...sent, ...map.channels.filter(({ deadLetter }) => own.includes(deadLetter ?? "")).map(({ name }) => name)].some(isRetry);
}
