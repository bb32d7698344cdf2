import { readFileSync } from "node:fs";

/** A template's text. In the bundle all of them are part of this file (scripts/build.ts). */
export function templateText(path: string): string {
  return readFileSync(new URL(`./templates/typescript/${path}`, import.meta.url), "utf8");
}
