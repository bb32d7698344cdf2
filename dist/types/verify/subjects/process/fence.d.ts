/** A network of its own, in which nothing is but the ports that were opened. */
export interface Fence {
    /** The command, run inside. */
    wrap(command: readonly string[]): string[];
    /** From now on these ports of loopback lead to ours of the same number. */
    open(ports: readonly number[]): Promise<void>;
    end(): void;
}
/** Where a fence cannot be had the network stays open, and this says why. */
export type Fencing = Fence | {
    readonly why: string;
};
/** Linux namespaces, without any right where the system allows it. https://man7.org/linux/man-pages/man7/user_namespaces.7.html */
export declare function makeFence(folder: string, env: Readonly<Record<string, string | undefined>>): Promise<Fencing>;
/** Without a fence, unless that was accepted: what nobody kept from the network may have reached anything. */
export declare function unfenced(fencing: Fencing, allowHosts: readonly string[]): string[];
/** Hosts that may be reached: ports of this machine can be let through a fence, others cannot. */
export declare function portsOf(allowHosts: readonly string[]): {
    readonly ports: readonly number[];
    readonly others: readonly string[];
};
