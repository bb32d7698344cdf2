/** The name at the end of `projects/P/topics/T` and `projects/P/subscriptions/S`. */
export declare function pubsubName(text: string): string;
