import { hostEnvironment, type Folders } from "../fork.ts";

/** Where runtimes of other languages find themselves; none holds a secret. */
const runtimes = [
  "JAVA_HOME",
  "GOROOT",
  "DOTNET_ROOT",
  "PYENV_ROOT",
  "RBENV_ROOT",
  "NVM_DIR",
  "VOLTA_HOME",
  "ASDF_DIR",
  "VIRTUAL_ENV",
  "GEM_HOME",
  "LD_LIBRARY_PATH",
];

/** Allow-listed, with an empty home. `own` comes last. */
export function processEnvironment(
  outer: Readonly<Record<string, string | undefined>>,
  own: Readonly<Record<string, string>>,
  folders: Folders,
): Record<string, string> {
  const kept = Object.fromEntries(runtimes.flatMap((name) => (outer[name] === undefined ? [] : [[name, outer[name]]])));
  // Nothing is compiled into the project's folder.
  return hostEnvironment(outer, { ...kept, PYTHONDONTWRITEBYTECODE: "1", PYTHONUNBUFFERED: "1", ...own }, folders);
}

/** `{http.url}` and the like; a word that nobody gave stays as it is. */
export function withWords(text: string, words: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{([a-z]+(?:\.[a-zA-Z]+)?)\}/g, (whole, name: string) => words[name] ?? whole);
}
