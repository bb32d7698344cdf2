/** Text of an expression of Terraform's language. */
export type Hcl = string;
/** A literal string: `${` and `%{` would be templates. */
export declare function hclText(text: string): Hcl;
export declare function hclValue(value: string | number | boolean): Hcl;
/** An object over several lines, as it stands in an attribute. */
export declare function hclObject(pairs: readonly (readonly [string, Hcl])[]): Hcl;
export declare function hclBlock(head: string, attributes: readonly (readonly [string, Hcl])[]): Hcl;
