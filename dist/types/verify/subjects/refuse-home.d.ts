/** Code under test may read the whole project: that must not be the folder in which the user's keys lie. */
export declare function refuseHome(root: string, home?: string): void;
