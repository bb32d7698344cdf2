/** A template's text. In the bundle all of them are part of this file (scripts/build.ts). */
export declare function templateText(path: string): string;
