/** One PEP 508 requirement: https://packaging.python.org/en/latest/specifications/dependency-specifiers/ */
export declare function parseRequirement(text: string): {
    name: string;
    version?: string;
} | undefined;
