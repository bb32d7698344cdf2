import type { Broker, Redelivery } from "../broker.ts";
import type { Clock } from "../clock.ts";
import { type Hub } from "./hub.ts";
import { type World } from "./world.ts";
/** The broker that needs no server. It imitates how a kind of broker brings messages back; its state is a file of ours. */
export declare function embedded(redelivery: Redelivery): Broker;
/** Which behaviour stands for which broker. */
export declare function imitationOf(kind: string): Redelivery;
export declare function openMemory(clock: Clock, world?: World): Hub;
export declare function openFile(root: string, connection: string, clock: Clock, looking?: boolean): Hub;
