/** Only variables that can name a channel are looked at: the others may be secrets. */
export declare function isChannelVariable(name: string): boolean;
