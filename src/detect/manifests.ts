import type { ManifestReader } from "./manifest-reader.ts";
import { cargo } from "./manifests/cargo.ts";
import { csproj } from "./manifests/csproj.ts";
import { goMod } from "./manifests/go-mod.ts";
import { gradle } from "./manifests/gradle.ts";
import { maven } from "./manifests/maven.ts";
import { npm } from "./manifests/npm.ts";
import { pipfile } from "./manifests/pipfile.ts";
import { pyproject } from "./manifests/pyproject.ts";
import { requirements } from "./manifests/requirements.ts";
import { sbt } from "./manifests/sbt.ts";
import { setupCfg, setupPy } from "./manifests/setuptools.ts";

/** THE list of manifest readers. */
export const manifestReaders: readonly ManifestReader[] = [
  npm,
  requirements,
  pyproject,
  pipfile,
  setupPy,
  setupCfg,
  maven,
  gradle,
  goMod,
  csproj,
  cargo,
  sbt,
];
