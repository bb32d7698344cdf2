import { mapTexts } from "./texts.ts";

const hidden = "***";

type Rewrite = (...parts: string[]) => string;

/** Every quantifier is bounded or ends where the next one begins, so that no text makes them slow. */
const rules: readonly (readonly [RegExp, Rewrite])[] = [
  // user:password@ of an address; a password may hold slashes.
  [
    /(?<![a-z0-9+.-])([a-z][a-z0-9+.-]{0,20}:\/\/)([^\s/@:"'`<>]{1,300}@|[^\s/@:"'`<>]{0,100}:[^\s"'`<>]{0,300}@)/gi,
    (whole, scheme, user) => (user.includes("${") ? whole : `${scheme}${hidden}@`),
  ],
  // user:password@tcp(host): the form of some database drivers.
  [/(?<![\w.-])[\w.-]{1,100}:[^\s:@/"'`]{1,100}(@(?:tcp|unix)\()/g, (_, host) => `${hidden}${host}`],
  // https://www.rfc-editor.org/rfc/rfc6750, https://www.rfc-editor.org/rfc/rfc7617
  [/\bBearer\s{1,3}(?=[A-Za-z+/._~-]{0,200}\d)[\w+/.~-]{8,4000}={0,2}/g, () => `Bearer ${hidden}`],
  [/\bBasic\s{1,3}([\w+/]{6,2000}={0,2})/g, (whole, pair) => (atob64(pair).includes(":") ? `Basic ${hidden}` : whole)],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{8,32}\b/g, () => hidden],
  [/\b(?:gh[opsur]_|github_pat_|glpat-|npm_|xox[abeoprs]-|sk_live_|rk_live_|sk-|AIza)[\w-]{16,255}/g, () => hidden],
  [/\beyJ[\w-]{5,2000}\.[\w-]{5,4000}(?:\.[\w-]{0,1000})?/g, () => hidden],
  [/-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^-]{0,8000}/g, () => `-----BEGIN PRIVATE KEY-----${hidden}`],
  // A key of 40 characters between quotes, such as AWS issues.
  [/(["'`])([A-Za-z0-9/+]{40})\1/g, (whole, quote, text) => (looksDrawn(text) ? `${quote}${hidden}${quote}` : whole)],
  // name: "literal" and name="literal"
  [
    /(?<![\w.-])([\w.-]{1,120})(\\?["'`]?\s{0,3}[:=]\s{0,3})(\\?["'`])((?:(?!\3)[^\n]){1,500})/g,
    (whole, name, between, quote, text) => (isSecret(name, text) ? `${name}${between}${quote}${hidden}` : whole),
  ],
  // name=value of an address or a properties file
  [
    /(?<![\w.-])([\w.-]{1,120})=([^\s"'`&;,)}\]\\]{1,500})/g,
    (whole, name, text) => (isSecret(name, text) && !/^\d{1,9}$/.test(text) ? `${name}=${hidden}` : whole),
  ],
];

const words = new Set([
  "pass",
  "password",
  "passwd",
  "passphrase",
  "pwd",
  "secret",
  "token",
  "signature",
  "sig",
  "credential",
  "credentials",
]);
const keys = /(?:api|access|account|private|shared|sas)key/;

/** Does the name say that its value is a secret, and is the value one and no reference to it? */
function isSecret(name: string, value: string): boolean {
  if (value.startsWith(hidden) || /^(?:\$|\{\{|<|%|#\{|process\.env|os\.|env[.([])/.test(value)) return false;
  const parts = name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[_.-]/);
  return parts.some((part) => words.has(part)) || keys.test(parts.join(""));
}

function atob64(text: string): string {
  return Buffer.from(text, "base64").toString("latin1");
}

/** Drawn by chance, not written by a person. */
function looksDrawn(text: string): boolean {
  const digits = text.replaceAll(/\D/g, "").length;
  return digits > 0 && /[a-z]/.test(text) && /[A-Z]/.test(text) && (digits > 3 || /[/+]/.test(text));
}

/** The text without anything that looks like a credential. What is not recognisable as one stays. */
export function redact(text: string): string {
  if (text.length < 6) return text;
  return rules.reduce((current, [pattern, by]) => current.replaceAll(pattern, by), text);
}

/** The same value with every text in it redacted. */
export function redacted<T>(value: T): T {
  return mapTexts(value, redact);
}
