import { createHmac, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import { chmodSync, existsSync, linkSync, lstatSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { canonicalText } from "../model/digest.ts";
import { cacheFolder } from "./cache-folder.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** This user's key on this machine, or why there is none: then nothing counts as written by us. */
export type MacKey = { readonly key: Buffer } | { readonly why: string };

const keyText = /^[0-9a-f]{64}\n$/;

/** Reads the key; with `create` it is made where there is none yet, once, also when several processes begin at the same time. */
export function macKey(root: string, env: Environment, create = false): MacKey {
  const folder = cacheFolder(env);
  const file = join(folder, "evidence.key");
  try {
    const real = realpathSync(create ? standing(folder) : folder);
    if (real === root || real.startsWith(root + sep)) return { why: "the user's cache folder lies inside the repository" };
    if (create) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      createOnce(file);
    }
    const stat = lstatSync(file);
    if (!stat.isFile()) return { why: `${file} is no plain file` };
    if (process.getuid !== undefined && stat.uid !== process.getuid()) return { why: `${file} belongs to another user` };
    // Others could read it, and sign what never ran.
    if (process.platform !== "win32" && (stat.mode & 0o077) !== 0) return { why: `${file} can be read by others (its mode must be 0600)` };
    const text = readFileSync(file, "utf8");
    return keyText.test(text) ? { key: Buffer.from(text.trim(), "hex") } : { why: `${file} holds no key` };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return { why: "no run was recorded by this user on this machine" };
    return { why: `${file} cannot be ${create ? "written" : "read"} (${code ?? "error"})` };
  }
}

function standing(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : standing(dirname(folder));
}

/** A finished key gets its name, never over another. */
function createOnce(file: string): void {
  if (lstatSync(file, { throwIfNoEntry: false }) !== undefined) return;
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    writeFileSync(temporary, `${randomBytes(32).toString("hex")}\n`, { flag: "wx", mode: 0o600 });
    chmodSync(temporary, 0o600);
    linkSync(temporary, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** HMAC-SHA256 over the canonical text, hexadecimal. */
export function macOf(key: Buffer, record: unknown): string {
  return createHmac("sha256", key).update(canonicalText(record)).digest("hex");
}

export function isMacOf(key: Buffer, record: unknown, mac: string): boolean {
  const [given, own] = [Buffer.from(mac, "hex"), Buffer.from(macOf(key, record), "hex")];
  return given.length === own.length && timingSafeEqual(given, own);
}
