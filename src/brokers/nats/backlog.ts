import type { Backlog } from "../broker.ts";
import { filtersOf } from "./config.ts";
import type { Link } from "./connection.ts";
import type { DeadLetters } from "./dead-letter.ts";
import { isMissing } from "./errors.ts";
import type { Readers } from "./readers.ts";
import type { Waits } from "./waits.ts";

/** What waits for a group, or lies in a channel, by the server's accounting. */
export function backlogs({ manager: { streams }, asked }: Link, readers: Readers, letters: DeadLetters, waits: Waits) {
  const firstAt = (stream: string, filter: string, seq: number): Promise<number | undefined> =>
    asked(`looking at stream ${stream}`, () =>
      streams.getMessage(stream, { seq, next_by_subj: filter } as { seq: number }).then(
        ({ time }) => time.getTime(),
        (error: unknown) => {
          if (isMissing(error)) return undefined;
          throw error;
        },
      ),
    );

  async function ofGroup(channel: string, group: string): Promise<Backlog> {
    const total = { ready: 0, delayed: 0, inFlight: 0 };
    const times: number[] = [];
    for (const { info } of await readers.consumersOf(channel, group)) {
      const { stream_name: stream, name: consumer, num_pending: pending, num_ack_pending: unacked } = info;
      const { delayed, due } = waits.count({ stream, consumer });
      const [late, back] = [Math.min(delayed, unacked), Math.min(due, Math.max(0, unacked - delayed))];
      total.ready += pending + back;
      total.delayed += late;
      total.inFlight += unacked - late - back;
      if (pending + unacked === 0) continue;
      const settled = unacked === 0 ? info.delivered.stream_seq : info.ack_floor.stream_seq;
      const oldest = await firstAt(stream, filtersOf(info.config)[0]!, settled + 1);
      if (oldest !== undefined) times.push(oldest);
    }
    return { ...total, ...(times.length > 0 && { oldestAtMs: Math.min(...times) }) };
  }

  async function ofChannel(channel: string): Promise<Backlog> {
    const { stream, filter, whole } = await letters.boxOf(channel);
    const { state } = await asked(`looking at stream ${stream}`, () => streams.info(stream, whole ? {} : { subjects_filter: filter }));
    const ready = whole ? state.messages : Object.values(state.subjects ?? {}).reduce((sum, count) => sum + count, 0);
    const oldest = ready === 0 ? undefined : await firstAt(stream, filter, state.first_seq);
    return { ready, delayed: 0, inFlight: 0, ...(oldest !== undefined && { oldestAtMs: oldest }) };
  }

  return (channel: string, group = ""): Promise<Backlog> => (group === "" ? ofChannel(channel) : ofGroup(channel, group));
}
