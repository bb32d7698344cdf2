import { isIP } from "node:net";
import { checkServerIdentity } from "node:tls";
import type { ConnectionOptions, TlsOptions } from "nats";
import type { Address } from "../broker.ts";

type Client = typeof import("nats");

const connectMs = 6000;
/** A broker that restarts is back by then. */
const patienceMs = 120_000;
const againMs = 250;

/** How the client connects. */
export function optionsOf({ url = "", user, password, credentials, tls }: Address, client: Client): ConnectionOptions {
  const servers = url.split(",").map((each) => each.trim());
  return {
    servers,
    name: "godmode-event",
    timeout: connectMs,
    reconnectTimeWait: againMs,
    maxReconnectAttempts: patienceMs / againMs,
    ...(tls || servers.some((each) => each.startsWith("tls://")) ? { tls: tlsOf(tls, servers) } : {}),
    ...(credentials !== undefined && { authenticator: authenticatorOf(credentials, client) }),
    ...(user !== undefined && (password === undefined ? { token: user } : { user, pass: password })),
  };
}

/** The client hands on to Node what it does not know itself. */
function tlsOf(tls: Address["tls"], servers: readonly string[]): TlsOptions {
  const options = { ...tls, checkServerIdentity: identityOf(servers) };
  return options;
}

/** Of a server that is told by its address the client says `localhost`: then the certificate must have one of our addresses. */
function identityOf(servers: readonly string[]): typeof checkServerIdentity {
  const hosts = servers.map((each) =>
    each
      .replace(/^\w+:\/\//, "")
      .replace(/:\d+$/, "")
      .replaceAll(/[[\]]/g, ""),
  );
  const addresses = hosts.filter((host) => isIP(host) !== 0);
  return (host, certificate) => {
    const names = host === "localhost" && addresses.length > 0 ? addresses : [host];
    const mistakes = names.map((name) => checkServerIdentity(name, certificate));
    return mistakes.includes(undefined) ? undefined : mistakes[0];
  };
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A credentials file, the seed of an NKEY, a bearer's JWT, or a token. */
function authenticatorOf(text: string, { credsAuthenticator, nkeyAuthenticator, jwtAuthenticator, tokenAuthenticator }: Client) {
  const secret = text.trim();
  if (secret.includes("-----BEGIN")) return credsAuthenticator(bytes(`${secret}\n`));
  if (/^S[A-Z][A-Z2-7]{56}$/.test(secret)) return nkeyAuthenticator(bytes(secret));
  return secret.startsWith("eyJ") ? jwtAuthenticator(secret) : tokenAuthenticator(secret);
}
