import type { ManifestReader } from "../manifest-reader.ts";
import { withoutComments } from "./comments.ts";

/** PackageReference items. Central versions in Directory.Packages.props reference nothing: https://learn.microsoft.com/nuget/consume-packages/central-package-management */
export const csproj: ManifestReader = {
  ecosystem: "nuget",
  name: /\.(cs|fs|vb)proj$|(^|\/)Directory\.Build\.(props|targets)$|(^|\/)packages\.config$/,
  read({ path, text }) {
    const testOnly = /(^|[./])(\w*Tests?)\.(cs|fs|vb)proj$/.test(path);
    return withoutComments(text, "xml")
      .split("\n")
      .flatMap((entry, index) => {
        const match =
          /<(?:PackageReference|GlobalPackageReference)\s[^>]{0,500}?\bInclude="([^"]+)"|<package\s[^>]{0,500}?\bid="([^"]+)"/.exec(entry);
        const version = /\b[Vv]ersion="([^"]+)"/.exec(entry)?.[1];
        if (!match) return [];
        return [{ name: (match[1] ?? match[2])!, line: index + 1, ...(version === undefined ? {} : { version }), testOnly }];
      });
  },
};
