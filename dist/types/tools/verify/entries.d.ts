/** Files that start the package in which `file` lies, by its package.json and by custom; not `file` itself. */
export declare function entriesOf(root: string, file: string): string[];
