/** What one subscription holds of a queue. */
export interface Account {
    /** Delivered and not settled yet, or given back a moment ago. */
    inFlight(): number;
    oldestAtMs(): number | undefined;
}
export declare function openAccount(place: string, account: Account): () => void;
export declare function accountsOf(place: string): Account[];
