import { type Server, type Socket } from "node:net";
/** A server on a free port of loopback, for one instance of the consumer. */
export declare function listen(onConnection: (socket: Socket) => void): Promise<{
    server: Server;
    port: number;
}>;
