import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * Messages between tool and host: one line each, `<hmac> <json>`. Code under test shares the host's file descriptors; without the
 * key, which its thread never sees, it can spoil the channel and forge nothing.
 */
export function signed(key: string, message: unknown): string {
  const text = JSON.stringify(message);
  return `${hmac(key, text).toString("base64")} ${text}\n`;
}

/** Undefined: nobody who knows the key wrote this. */
export function opened(key: string, line: string): unknown {
  const cut = line.indexOf(" ");
  const text = line.slice(cut + 1);
  const given = Buffer.from(line.slice(0, Math.max(cut, 0)), "base64");
  const wanted = hmac(key, text);
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? (JSON.parse(text) as unknown) : undefined;
}

function hmac(key: string, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

/** Cuts a stream into lines; `longest` characters in one line are too many. */
export function lineReader(longest: number, onLine: (line: string) => void, onTooLong: () => void): (chunk: string) => void {
  let parts: string[] = [];
  let length = 0;
  return (chunk) => {
    const lines = chunk.split("\n");
    for (const [index, line] of lines.entries()) {
      parts.push(line);
      length += line.length;
      if (length > longest) return onTooLong();
      if (index === lines.length - 1) break;
      const whole = parts.join("");
      parts = [];
      length = 0;
      onLine(whole);
    }
  };
}
