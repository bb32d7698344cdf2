/** Declared test code: it says nothing about what the application does. */
export declare function isTestPath(path: string): boolean;
