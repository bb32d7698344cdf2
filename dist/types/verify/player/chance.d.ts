/** Seeded chance (mulberry32): the same seed gives the same play. */
export declare function createChance(seed: number): {
    random(): number;
    uuid(): string;
};
