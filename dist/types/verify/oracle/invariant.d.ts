/** `sum(data.amount) - 2 * count()`: sum, count, min, max over a path of the events, numbers, + - * and parentheses. */
export type Expression = {
    readonly number: number;
} | {
    readonly fold: "sum" | "count" | "min" | "max";
    readonly path: readonly string[];
} | {
    readonly operator: "+" | "-" | "*";
    readonly left: Expression;
    readonly right: Expression;
};
export type ReadExpression = {
    readonly expression: Expression;
} | {
    readonly error: string;
    readonly at: number;
};
/** Position is 0-based. */
export declare function readExpression(text: string): ReadExpression;
/** Undefined where an event lacks the field or holds no number there. */
export declare function evaluate(expression: Expression, events: readonly unknown[]): number | undefined;
/** Sums of decimals differ in the last digits by the order of adding. */
export declare function sameNumber(one: number, two: number): boolean;
