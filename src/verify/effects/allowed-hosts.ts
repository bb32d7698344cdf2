import type { Workshop } from "./gate.ts";

const told = new WeakMap<Workshop, Set<string>>();

/** Did the user open this host? What is sent there is real, and no probe sees it: that is told once. */
export function isOpened(workshop: Workshop, host: string, port: string | number | undefined, protocol: string): boolean {
  const name = host.replace(/^\[|\]$/g, "").toLowerCase();
  const opened = workshop.allowHosts.some((allowed) => [name, `${name}:${port}`].includes(allowed.toLowerCase()));
  if (opened) tell(workshop, `${protocol} ${name}${port === undefined || port === "" ? "" : `:${port}`} (opened by allowHosts)`);
  return opened;
}

function tell(workshop: Workshop, message: string): void {
  let known = told.get(workshop);
  if (known === undefined) told.set(workshop, (known = new Set()));
  known.add(message);
  workshop.unobserved(message);
}
