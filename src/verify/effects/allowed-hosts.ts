import type { Workshop } from "./gate.ts";

/** Did the user open this host? What is sent there is real, and no probe sees it: that is told. */
export function isOpened(workshop: Workshop, host: string, port: string | number | undefined): boolean {
  const name = host.replace(/^\[|\]$/g, "").toLowerCase();
  const opened = workshop.allowHosts.find((allowed) => [name, `${name}:${port}`].includes(allowed.toLowerCase()));
  if (opened === undefined) return false;
  workshop.unobserved(`${opened} (opened by allowHosts)`);
  return true;
}
