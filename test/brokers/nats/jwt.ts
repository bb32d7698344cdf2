import { createHash } from "node:crypto";
import { nkeys } from "nats";

type KeyPair = ReturnType<typeof nkeys.createUser>;

const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString("base64url");

/** A signed claim of NATS. https://docs.nats.io/running-a-nats-service/nats_admin/security/jwt */
function claim(issuer: KeyPair, subject: string, name: string, nats: object): string {
  const body = { iat: Math.floor(Date.now() / 1000), iss: issuer.getPublicKey(), name, sub: subject, nats: { ...nats, version: 2 } };
  const jti = createHash("sha256").update(JSON.stringify(body)).digest("base64url");
  const signed = `${base64(JSON.stringify({ typ: "JWT", alg: "ed25519-nkey" }))}.${base64(JSON.stringify({ jti, ...body }))}`;
  return `${signed}.${base64(issuer.sign(new TextEncoder().encode(signed)))}`;
}

/** A server that trusts an operator, who vouches for one account with JetStream. */
export function operatorMode(): { readonly config: string; readonly account: KeyPair } {
  const [operator, account, system] = [nkeys.createOperator(), nkeys.createAccount(), nkeys.createAccount()];
  const all = { subs: -1, data: -1, payload: -1, imports: -1, exports: -1, wildcards: true, conn: -1, leaf: -1 };
  const storage = { mem_storage: -1, disk_storage: -1, streams: -1, consumer: -1 };
  const ids = { account: account.getPublicKey(), system: system.getPublicKey() };
  const preload = [
    `${ids.account}: ${claim(operator, ids.account, "shop", { type: "account", limits: { ...all, ...storage } })}`,
    `${ids.system}: ${claim(operator, ids.system, "SYS", { type: "account", limits: all })}`,
  ];
  const trusted = claim(operator, operator.getPublicKey(), "test", { type: "operator", system_account: ids.system });
  return {
    config: `operator: ${trusted}\nsystem_account: ${ids.system}\nresolver: MEMORY\nresolver_preload: {\n${preload.join("\n")}\n}`,
    account,
  };
}

const part = (what: string, text: string) => `-----BEGIN ${what}-----\n${text}\n------END ${what}------\n`;

/** The text of a credentials file for a new user of an account. */
export function credentials(account: KeyPair): string {
  const user = nkeys.createUser();
  const jwt = claim(account, user.getPublicKey(), "billing", { type: "user", subs: -1, data: -1, payload: -1 });
  return `${part("NATS USER JWT", jwt)}\n${part("USER NKEY SEED", new TextDecoder().decode(user.getSeed()))}`;
}
