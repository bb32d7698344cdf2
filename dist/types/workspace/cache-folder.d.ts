/**
 * The user's own folder outside every repository.
 * https://specifications.freedesktop.org/basedir-spec/latest/: a relative path is not taken.
 */
export declare function cacheFolder(env: Readonly<Record<string, string | undefined>>): string;
