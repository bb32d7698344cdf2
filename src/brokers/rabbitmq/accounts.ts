/** What one subscription holds of a queue. */
export interface Account {
  /** Delivered and not settled yet, or given back a moment ago. */
  inFlight(): number;
  oldestAtMs(): number | undefined;
}

/**
 * What the subscriptions of this process hold, by server, virtual host and queue. The server counts it too, but tells its count up
 * to five seconds late.
 */
const accounts = new Map<string, Set<Account>>();

export function openAccount(place: string, account: Account): () => void {
  const here = accounts.get(place) ?? new Set();
  accounts.set(place, here.add(account));
  return () => {
    here.delete(account);
    if (here.size === 0) accounts.delete(place);
  };
}

export function accountsOf(place: string): Account[] {
  return [...(accounts.get(place) ?? [])];
}
