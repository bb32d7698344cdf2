const deadWords = /(^|[^a-z])(dlq|dlt|dlx|dead[ ._-]?letters?|parking[ ._-]?lot|poison|undeliverable)([^a-z]|$)|deadletter/i;
const deadParts = /(^|[^A-Za-z])(dlq|dlt|dlx|poison)[A-Z]|D(lq|lt|lx|LQ)([^a-z]|$)|DLQ/;

/** A channel whose name says that failures end there. */
export const deadLetterName = { test: (text: string): boolean => deadWords.test(text) || deadParts.test(text) };
export const retryName = /(^|[^a-z])retry([^a-z]|$)/i;

/** Calls that neither do the work nor change anything outside: logging, tracing, decoding, waiting. */
const idleObjects =
  /(^|\.)(console|log|logger|logging|LOGGER|LOG|winston|pino|metrics?|tracer|span|JSON|json|Buffer|Object|Math|Date|time|datetime|Promise|sys|warnings|re|csv|uuid|crypto|hashlib|base64|math|random|decimal|copy|path|process\.env|os\.environ)$/;
const idleCalls = new Set(
  "log info warn warning error debug trace exception print log_exception JSON.parse parse loads dumps stringify decode encode toString str int float len parseInt parseFloat Number String Boolean range format isoformat sleep get keys values items append push split strip trim join map filter forEach setTimeout super isinstance type time now utcnow headers heartbeat value key topic partition offset error dict list set tuple sorted min max getattr hasattr asdict resource client Session groups group match search findall startsWith endsWith startswith endswith lower upper toLowerCase toUpperCase trimEnd slice includes concat reduce some every flatMap padStart replace replaceAll strptime strftime getTime toISOString splitlines".split(
    " ",
  ),
);

export function isIdle(receiver: string | undefined, name: string): boolean {
  return (receiver !== undefined && idleObjects.test(receiver)) || idleCalls.has(name) || /^log|log(ger)?$/i.test(name);
}

/** A name that can be the type of a message: no sentence, no placeholder. */
export function isTypeName(name: string): boolean {
  return name.length <= 120 && /^[A-Za-z]/.test(name) && !/[\n{}$<>]/.test(name);
}
