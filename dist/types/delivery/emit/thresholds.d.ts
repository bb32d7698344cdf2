/** When people are alerted. Dead letters: facts of the house; the lag is the consumer's own. */
export interface Thresholds {
    /** Dead letters above which somebody is paged. */
    readonly page: number;
    /** Seconds after which the oldest is a P1. */
    readonly oldestSeconds: number;
    /** Messages that wait, above which a lag that still grows is reported. */
    readonly lag: number;
}
export declare const thresholds: Thresholds;
