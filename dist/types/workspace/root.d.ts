/** The repository's folder, absolute, symlinks resolved. `confineTo`: it must lie inside that folder. */
export declare function resolveRoot(root: string | undefined, cwd: string, confineTo?: string): string;
