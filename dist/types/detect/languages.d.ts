/** The language that each ecosystem's manifests belong to, for saying what was not read. */
export declare const languagesOfEcosystem: Readonly<Record<string, readonly string[]>>;
export interface Languages {
    /** Most files first. */
    languages: string[];
    /** Present, but their code is not read. */
    notRead: {
        language: string;
        files: number;
    }[];
}
/** The language of an application source file; undefined for anything else. */
export declare function languageOfFile(path: string): string | undefined;
export declare function countLanguages(paths: readonly string[]): Languages;
