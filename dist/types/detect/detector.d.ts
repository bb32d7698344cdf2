import type { BrokerKind, ChannelKind } from "./fact.ts";
export type Selector = string;
/** What a library call does and where its parts stand. Every selector list is tried in order; the first that yields wins. */
export interface CallRule {
    does: "produce" | "consume"
    /** Registers the handler of a consumer that another call on the same object subscribes. */
     | "handle"
    /** Fetches messages of a subscription made elsewhere on the same object. */
     | "poll"
    /** Declares a channel with its settings. */
     | "declare" | "bind" | "acknowledge" | "reject"
    /** Gives deployed code its environment. */
     | "deploy";
    broker?: BrokerKind;
    kind?: ChannelKind;
    channel?: Selector[];
    /** Another channel, used where `channel` is the empty string. */
    otherwise?: Selector[];
    routingKey?: Selector[];
    /** Partition key, message group, subject of ordering. */
    key?: Selector[];
    /** Brokers order by this key; without it there is none. */
    keyed?: boolean;
    eventType?: Selector[];
    correlationId?: Selector[];
    /** Where the message body and its headers stand, for event types and correlation ids. */
    payload?: Selector[];
    group?: Selector[];
    handler?: Selector[];
    /** For a decorator of a class: the method that handles. */
    method?: string;
    /** Options whose truth matters. */
    autoAck?: Selector[];
    requeue?: Selector[];
    /** Requeue when nothing is said. */
    requeueDefault?: boolean;
    /** Target of rejected or expired messages; where it is the empty string, `deadLetterKey` holds the name. */
    deadLetter?: Selector[];
    deadLetterKey?: Selector[];
    maxReceive?: Selector[];
    /** Name inside the infrastructure, where the channel itself gets none. */
    logicalId?: Selector[];
    /** The deployed function that is bound to the channel. */
    runs?: Selector[];
    /** For a deployment: an object of variables, or one variable whose value `channel` is. */
    variables?: Selector;
    variable?: Selector;
    /** What the type of the channel's value decides, where one call serves several brokers. */
    byType?: Record<string, {
        broker: BrokerKind;
        kind: ChannelKind;
    }>;
    /** For a binding: the channels whose messages the bound one gets. */
    subscribedTo?: Selector[];
    /** Counts only where one of these stands in the call. */
    requires?: Selector[];
    /** A message is gone once handed over, whatever the handler does. */
    atMostOnce?: boolean;
    /** The channel when the call names none. */
    absent?: string;
    /** Counts only where the call names a channel: a constructor that may subscribe at once. */
    optional?: boolean;
    /** The caller gets the message back and answers it: a message pattern, a request. */
    replies?: boolean;
}
export interface Transport {
    broker: BrokerKind;
    kind: ChannelKind;
    /** Where the transport's options hold the group, or the queue that all patterns share. */
    group?: Selector;
    /** What the framework adds to the group. */
    groupSuffix?: string;
    queue?: Selector;
    /** Where the options turn automatic acknowledgement on or off, and what holds when they say nothing. */
    autoAck?: {
        at: Selector;
        otherwise: boolean;
    };
    /** Settings of that queue, which the framework declares: the target of rejected messages; where it is "", `deadLetterKey` holds the name. */
    deadLetter?: Selector[];
    deadLetterKey?: Selector[];
}
/**
 * What is known about one client library. Mostly data: how its objects arise, and what their methods do. The core decides by
 * import and receiver type, resolves names, follows wrappers and judges.
 */
export interface Detector {
    /** The name of the file. */
    id: string;
    /** Documentation the rules were read from. */
    docs: string;
    broker: BrokerKind;
    kind: ChannelKind;
    /** Import names: npm packages or Python modules, each with everything below it. Also the literals of the prefilter. */
    modules: string[];
    language: "javascript" | "python";
    /**
     * How a value arises, to the name of its type: "Kafka()" an export called or constructed, "Kafka.producer()" a method of a
     * type, "Session.events" a field, "client(sqs)" with its first argument. Types count under their own name in annotations.
     */
    types: Record<string, string>;
    /** Types of the parameters of a callback that a call of this key is given; "Connection.createChannel/setup" in its options. */
    callbacks?: Record<string, string[]>;
    /**
     * "Producer.send", "SendMessageCommand" (an export called or constructed), "@EventPattern" (a decorator), "Stream.on(data)" with
     * its first argument, "Queue.add(*)" with any string as first argument.
     */
    calls: Record<string, CallRule>;
    /**
     * Calls known by the names of their arguments alone, where the receiver comes from outside the repository and its type is not
     * known: the key of `calls` that describes them, and the names, keywords or keys of the first argument, that only this library has.
     */
    shapes?: Record<string, {
        key: string;
        names: string[];
    }>;
    /** Fields that stand for a channel name: "Queue.queue" to a selector. */
    values?: Record<string, Selector>;
    /** Methods by which the handler answers on the message or on a channel it is handed, whose type code does not write. */
    messageMethods?: {
        acknowledge: string[];
        reject: string[];
        discard: string[];
    };
    /** For a framework over several brokers: names of its transports. */
    transports?: Record<string, Transport>;
    /** Turns an address into a channel name: an ARN, a queue URL. */
    channelName?: (text: string) => string;
}
