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
/**
 * Text for Prometheus, such as a node exporter's textfile collector takes:
 * https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format. No payload, no header of a message.
 */
export declare function metricsText(measured: readonly Measured[]): string;
