import { basename } from "node:path/posix";
import { redacted } from "../model/redact.ts";
import type { Settings } from "../model/settings.ts";
import type { SystemMap } from "../model/system.ts";
import { type ToolContext, ToolError } from "../tool.ts";
import { type ConfigFiles, openConfig } from "../workspace/config.ts";
import { openWorkspace, type Workspace } from "../workspace/files.ts";
import { headCommit, remoteUrl } from "../workspace/git.ts";
import { loadSettings } from "../workspace/settings.ts";
import { clientOf } from "./clients.ts";
import { readCode } from "./code/read-code.ts";
import { detectors } from "./detectors.ts";
import type { Dependency, Fact } from "./fact.ts";
import { applyIgnores, findFindings } from "./findings.ts";
import { foreignWrappers } from "./code/foreign-wrappers.ts";
import { answerInfrastructure, staleDeclarations } from "./link/declared.ts";
import { countLanguages, languageOfFile } from "./languages.ts";
import { link, only } from "./link.ts";
import { manifestReaders } from "./manifests.ts";
import { readArtifacts } from "./read-artifacts.ts";
import { readInfrastructure } from "./read-infrastructure.ts";
import { judgeSchemas } from "./artifacts/judge/schemas.ts";
import { frameworkSigns } from "./artifacts/judge/signs.ts";
import { streamSigns, tableSigns } from "./artifacts/judge/tables.ts";
import { isTestPath } from "./test-code.ts";
import { unreadClients } from "./unread-clients.ts";
import { withoutOldVersions } from "./artifacts/judge/version-files.ts";
import { unrecognised } from "./unrecognised.ts";

export interface DetectOptions extends Pick<ToolContext, "distRoot" | "signal" | "progress"> {
  /** For the expiry of ignores; without it none expires. */
  now?: () => Date;
  /** Default: those of the repository. */
  settings?: Settings;
}

/** Reads a repository and says what its event architecture is. Writes nothing, executes nothing. */
export async function detectSystem(root: string, options: DetectOptions): Promise<SystemMap> {
  const settings = options.settings ?? loadSettings(root);
  options.progress("Listing files");
  const workspace = listedOnly(await openWorkspace(root));
  const config = openConfig(workspace);
  const { manifests, dependencies } = readManifests(workspace, config);
  stopWhenCancelled(options.signal);
  options.progress("Reading infrastructure and schemas");
  const infrastructure = answerInfrastructure(readInfrastructure(workspace, config), settings);
  const artifacts = readArtifacts(workspace, config);
  // Before code is read: what it looks up may be no configuration of ours.
  const problems = config.problems();
  stopWhenCancelled(options.signal);
  options.progress("Reading code");
  const code = await readCode({
    workspace,
    settings,
    config: (path) => config.documents(path)?.documents[0],
    distRoot: options.distRoot,
    signal: options.signal,
    progress: options.progress,
    bound: only(infrastructure, "consumer").flatMap(({ bound, broker }) => (bound === undefined ? [] : [{ ...bound, broker }])),
  });
  const rootName = basename(root);
  const sources = workspace.paths.filter((path) => languageOfFile(path) !== undefined && !isTestPath(path));
  const signs = [
    ...tableSigns(only(artifacts, "table")),
    ...streamSigns(only(infrastructure, "channel")),
    ...frameworkSigns(dependencies, sources, workspace.read),
  ];
  // Names are made of other names from here on: a credential in one would hide in the next.
  const stated = redacted([...infrastructure, ...artifacts, ...signs, ...code]);
  const messaging = hasMessaging(stated, dependencies);
  const judged = judgeSchemas(stated, { messaging, sources, read: workspace.read, settings });
  const facts = withoutOldVersions(judged, basename(settings.registry?.folder ?? "schemas"));
  const linked = link({ facts, dependencies, manifests, settings, rootName, read: workspace.read });
  const commit = await headCommit(root);
  const { languages, notRead } = countLanguages(workspace.paths);
  const inCode = { dependencies, paths: workspace.paths, read: workspace.read };
  const unread = [...unreadClients({ notRead, detectors, ...inCode }), ...foreignWrappers({ dependencies, sources, read: workspace.read })];
  const found = findFindings({
    map: { ...linked, notRead, unreadClients: unread },
    facts,
    dependencies,
    settings,
    paths: workspace.paths,
    read: workspace.read,
  });
  const known = new Set(unread.map(({ library }) => library));
  const unseen = [...unread, ...unrecognised({ map: linked, ...inCode }).filter(({ library }) => !known.has(library))];
  const { findings, expired } = applyIgnores(found, settings, options.now?.().toISOString().slice(0, 10));
  return {
    shapeVersion: 1,
    repo: repositoryName(await remoteUrl(root)) ?? rootName,
    commit: commit ?? "",
    languages,
    ...linked,
    notRead,
    unreadClients: unseen.map(({ library, file, line, why }) => ({ library, file, line, why })),
    findings,
    warnings: [
      ...new Set([...workspace.warnings, ...problems, ...expired, ...staleDeclarations(settings, linked.consumers, workspace.read)]),
    ],
  };
}

/** Paths that files merely name are no files to miss: only what is listed is read. */
function listedOnly(workspace: Workspace): Workspace {
  const listed = new Set(workspace.paths);
  return { ...workspace, read: (path) => (listed.has(path) ? workspace.read(path) : undefined) };
}

function stopWhenCancelled(signal: AbortSignal) {
  if (signal.aborted) throw new ToolError("CANCELLED", "Detection was cancelled.", "The caller cancelled while the repository was read.");
}

function hasMessaging(facts: readonly Fact[], dependencies: readonly Dependency[]): boolean {
  return (
    facts.some(({ fact }) => fact === "producer" || fact === "consumer" || fact === "broker" || fact === "channel") ||
    dependencies.some((dependency) => {
      const client = clientOf(dependency);
      return client !== undefined && client.generic === undefined;
    })
  );
}

function readManifests(workspace: Workspace, config: ConfigFiles) {
  const manifests: string[] = [];
  const dependencies: Dependency[] = [];
  for (const path of workspace.paths) {
    const reader = manifestReaders.find(({ name }) => name.test(path));
    if (reader === undefined || isTestPath(path)) continue;
    const text = workspace.read(path);
    if (text === undefined) continue;
    const parsed = config.documents(path);
    manifests.push(path);
    const read = reader.read({ path, text, tree: parsed?.documents[0], other: workspace.read });
    for (const dependency of read) dependencies.push({ ...dependency, ecosystem: reader.ecosystem, file: path });
  }
  return { manifests, dependencies };
}

/** owner/name of a git remote. */
function repositoryName(url: string | undefined): string | undefined {
  return /[/:]([^/:@?#\s]+\/[^/:@?#\s]+?)(\.git)?\/?$/.exec(url ?? "")?.[1];
}
