/** What the call of a run chose by itself, where the settings would have been there for all to see: taken for granted by its proof. */
export function choicesOf(input: Record<string, unknown>): string[] {
  const { consumer, samplesGiven, ignore, allowHosts } = input;
  const how = consumer !== null && typeof consumer === "object" ? (consumer as Record<string, unknown>) : {};
  return [
    ...(typeof how["handler"] === "string" ? [`${how["handler"]} is what handles its events (named by the call).`] : []),
    ...(listed(how["setup"]) === "" ? [] : [`Its tables are those of ${listed(how["setup"])} (named by the call).`]),
    ...(typeof samplesGiven === "number" ? [`Its events are like the ${samplesGiven} that the call gave.`] : []),
    ...(listed(ignore) === "" ? [] : [`Nothing depends on ${listed(ignore)} (left out of the comparison by the call).`]),
    ...(listed(allowHosts) === "" ? [] : [`A repeated request does no harm at ${listed(allowHosts)} (opened by the call).`]),
  ];
}

function listed(value: unknown): string {
  return Array.isArray(value) ? value.slice(0, 20).map(String).join(", ") : "";
}
