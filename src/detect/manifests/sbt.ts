import type { ManifestReader } from "../manifest-reader.ts";
import { withoutComments } from "./comments.ts";

/** `"group" %% "artifact" % version % Test`: https://www.scala-sbt.org/1.x/docs/Library-Dependencies.html */
export const sbt: ManifestReader = {
  ecosystem: "sbt",
  name: /\.sbt$|(^|\/)project\/\w*Dependencies\.scala$/,
  read: ({ text }) =>
    withoutComments(text, "slashes")
      .split("\n")
      .flatMap((entry, index) =>
        [...entry.matchAll(/"([\w.-]+)"\s*%{1,3}\s*"([\w.-]+)"\s*%\s*("[^"]*"|[\w.]+)(\s*%\s*(?:"?[Tt]est\b|IntegrationTest))?/g)].map(
          (match) => ({
            name: `${match[1]}:${match[2]}`,
            line: index + 1,
            version: match[3]!.replaceAll('"', ""),
            testOnly: match[4] !== undefined,
          }),
        ),
      ),
};
