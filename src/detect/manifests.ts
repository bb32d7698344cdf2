import type { ConfigNode } from "../workspace/config.ts";
import type { Dependency } from "./fact.ts";
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

/** One manifest file as its reader sees it. */
export interface Manifest {
  path: string;
  text: string;
  /** The tree, for manifests in a configuration format; what could be read of a broken one. */
  tree: ConfigNode | undefined;
  /** Text of another file of the repository. */
  other: (path: string) => string | undefined;
}

/** Reads the dependencies of one kind of manifest. */
export interface ManifestReader {
  ecosystem: Dependency["ecosystem"];
  name: RegExp;
  read(manifest: Manifest): Omit<Dependency, "ecosystem" | "file">[];
}

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
