/** Blanks out comments and keeps every line where it was. Strings stay, also those that hold comment marks. */
export declare function withoutComments(text: string, style: "slashes" | "xml"): string;
