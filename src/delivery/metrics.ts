/** What is measured of one consumer. */
export interface Measured {
  readonly broker: string;
  readonly consumer: string;
  readonly group: string;
  /** The channel that it reads. */
  readonly channel: string;
  /** The name of its dead letter. */
  readonly deadLetter: string;
  /** Undefined: it is not there, or could not be seen. */
  readonly depth?: number;
  /** When the oldest dead letter failed or was stored, epoch milliseconds. */
  readonly oldestAtMs?: number;
  readonly lag?: number;
}

interface Family {
  readonly name: string;
  readonly help: string;
  readonly value: (measured: Measured) => number | undefined;
  readonly labels: (measured: Measured) => Readonly<Record<string, string>>;
}

const ofDeadLetter = ({ broker, deadLetter }: Measured) => ({ broker, queue: deadLetter });

const families: readonly Family[] = [
  { name: "gm_dlq_depth", help: "Dead letters that wait for somebody.", value: ({ depth }) => depth, labels: ofDeadLetter },
  {
    name: "gm_dlq_oldest_message_timestamp_seconds",
    help: "When the oldest dead letter came; no sample while there is none.",
    value: ({ depth, oldestAtMs }) => (depth === 0 || oldestAtMs === undefined ? undefined : Math.floor(oldestAtMs) / 1000),
    labels: ofDeadLetter,
  },
  {
    name: "gm_consumer_lag",
    help: "Messages that wait for the consumer.",
    value: ({ lag }) => lag,
    labels: ({ broker, channel, group }) => ({ broker, queue: channel, group }),
  },
];

/**
 * Text for Prometheus, such as a node exporter's textfile collector takes:
 * https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format. No payload, no header of a message.
 */
export function metricsText(measured: readonly Measured[]): string {
  const lines = families.flatMap(({ name, help, value, labels }) => {
    const samples = new Map<string, number>();
    for (const each of measured) {
      const found = value(each);
      if (found === undefined || !Number.isFinite(found)) continue;
      const series = `${name}{${labelText(labels(each))}}`;
      // Several consumers may share a dead letter: it is one series, and the older date is the graver.
      if (name.endsWith("seconds")) samples.set(series, Math.min(found, samples.get(series) ?? found));
      else samples.set(series, found);
    }
    return [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...[...samples].map(([series, found]) => `${series} ${found}`)];
  });
  return `${lines.join("\n")}\n`;
}

function labelText(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`)
    .join(",");
}
