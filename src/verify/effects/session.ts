import type { Gate, Workshop } from "./gate.ts";
import { createSequence, type Sequence } from "./sequence.ts";
import type { Settlement } from "./settlement.ts";

/** What one instance has open at the broker. */
export interface Session {
  readonly sequence: Sequence;
  /** Deliveries that it works on, and where each delivery tag belongs. */
  readonly open: Set<Settlement>;
  /** The connection was lost, or closed: what is unacknowledged comes back. */
  readonly refuse: () => void;
  /** Lost while a delivery is worked on: nothing more of that work reaches the broker. */
  readonly isLost: () => boolean;
  readonly lose: () => void;
  /** A delivery ended; with the last one a lost connection is open again. */
  readonly ended: (settlement: Settlement) => void;
}

/** Sessions by the gate of their instance: the dead one of a name never meets the one that took its place. */
export function createSessions(workshop: Workshop): { mine(): Session; begin(): void } {
  let sessions = new Map<Gate | undefined, Session>();
  return {
    mine() {
      const gate = workshop.gate();
      const session = sessions.get(gate) ?? createSession();
      sessions.set(gate, session);
      return session;
    },
    begin: () => void (sessions = new Map()),
  };
}

function createSession(): Session {
  const open = new Set<Settlement>();
  let lost = false;
  const refuse = () => {
    for (const settlement of open) settlement.refuseOpen();
  };
  return {
    sequence: createSequence(),
    open,
    refuse,
    isLost: () => lost,
    lose() {
      lost = open.size > 0;
      refuse();
    },
    ended(settlement) {
      open.delete(settlement);
      if (open.size === 0) lost = false;
    },
  };
}
