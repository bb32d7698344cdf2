import type { ConfigDocuments } from "../config.ts";
/**
 * HCL in the shape of its JSON form (https://developer.hashicorp.com/terraform/language/syntax/json): labels of a block are
 * nested keys, repeated blocks a list. Expressions that are no literal stay source text with the tag "expression"; a single
 * call such as jsonencode({…}) is its argument with the function's name as tag. Linear in the text.
 */
export declare function readHcl(text: string, ranges?: boolean): ConfigDocuments;
