/**
 * Flags of Node's permission model: reads of the project, its packages and our own code, writes in `temp`, no child process.
 * It covers neither the network nor node:sqlite: the effects do. https://nodejs.org/docs/latest-v24.x/api/permissions.html
 */
export declare function permissionFlags(root: string, ownFolders: readonly string[], temp: string, addons: boolean): string[];
