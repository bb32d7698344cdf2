import type { ConfigFiles } from "../workspace/config.ts";
import type { Fact } from "./fact.ts";

/** What an infrastructure format may look at. */
export interface Repository {
  paths: ReadonlySet<string>;
  read: (path: string) => string | undefined;
  config: ConfigFiles;
}

/** One format of infrastructure files. It states facts about the files that are its own, and changes nothing. */
export interface InfrastructureFormat {
  id: string;
  /** Names of files that may be of this format. */
  name: RegExp;
  /** What a text must hold to be of this format; linear. Absent: the name decides. */
  mark?: RegExp;
  /** Gets all its files at once, since resources of one file are named in another. */
  read(files: readonly string[], repository: Repository): Iterable<Fact>;
}
