import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";

/** Logging in by SCRAM-SHA-256 without channel binding. https://www.rfc-editor.org/rfc/rfc5802#section-5 */
export function scram(password: string): { readonly first: string; last(challenge: string): string } {
  const nonce = randomBytes(18).toString("base64");
  const bare = `n=,r=${nonce}`;
  return {
    first: `n,,${bare}`,
    last(challenge) {
      const { r = "", s = "", i = "4096" } = Object.fromEntries(challenge.split(",").map((part) => [part[0]!, part.slice(2)]));
      const salted = pbkdf2Sync(password.normalize("NFKC"), Buffer.from(s, "base64"), Number(i), 32, "sha256");
      const client = hmac(salted, "Client Key");
      const stored = createHash("sha256").update(client).digest();
      const without = `c=biws,r=${r}`;
      const signature = hmac(stored, [bare, challenge, without].join(","));
      const proof = Buffer.from(client.map((byte, index) => byte ^ signature[index]!));
      return `${without},p=${proof.toString("base64")}`;
    },
  };
}

const hmac = (key: Buffer, of: string): Buffer => createHmac("sha256", key).update(of).digest();
