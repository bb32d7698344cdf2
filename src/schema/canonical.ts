import type { SchemaLanguage } from "../model/event.ts";
import { tokenize } from "./formats/protobuf-tokens.ts";

/** One text for all layouts of the same schema: white space, and in Protobuf comments, make no difference. */
export function canonical(format: SchemaLanguage, text: string): string {
  if (format === "protobuf") {
    try {
      return tokenize(text, "")
        .map((token) => token.text)
        .join(" ");
    } catch {
      return text.trim();
    }
  }
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text.replaceAll("\r\n", "\n").trim();
  }
}
