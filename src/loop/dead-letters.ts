import type { SystemMap } from "../model/system.ts";

// Names by which teams call the channels of failed events, and the rungs of a retry ladder.
const deadName = /(^|[._/{-])(dlq|dlt|dead[._-]?letters?|poison|parking[._-]?lot)([._/}-]|$)/i;
const retryName = /(^|[._/{-])(retry|retries)([._/}-]|$)/i;
const waitName = /(^|[._/{-])(retry|retries|delay|wait|backoff)([._/}-]|$)/i;

export interface FailureChannels {
  /** Where failed events end. */
  isDead: (channel: string) => boolean;
  /** Where they wait for another attempt. */
  isRetry: (channel: string) => boolean;
}

/**
 * The channels of failed events, by declaration or name. In a retry ladder (queue -> retry queue with a time to live -> queue)
 * the working queue is the dead-letter target of its retry queue and is no dead letter: neither is what dead-letters on itself,
 * nor what only a waiting queue leads to.
 */
export function failureChannels(map: SystemMap): FailureChannels {
  const ways = [
    ...map.dlq.map(({ source, channel }) => ({ from: source, to: channel })),
    ...map.channels.map(({ name, deadLetter }) => ({ from: name, to: deadLetter })),
  ].flatMap(({ from, to }) => (to === undefined || to === null ? [] : [{ from, to }]));
  const leadsOn = new Set(ways.map(({ from }) => from));
  const ends = new Set(ways.filter(({ from, to }) => !leadsOn.has(to) && !(from !== undefined && waitName.test(from))).map(({ to }) => to));
  return { isDead: (channel) => deadName.test(channel) || ends.has(channel), isRetry: (channel) => retryName.test(channel) };
}
