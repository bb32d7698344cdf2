import type { ManifestReader } from "../manifest-reader.ts";
/** PackageReference items. Central versions in Directory.Packages.props reference nothing: https://learn.microsoft.com/nuget/consume-packages/central-package-management */
export declare const csproj: ManifestReader;
