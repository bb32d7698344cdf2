import * as z from "zod";
import type { Requirements } from "./requirements.ts";
import type { Traits } from "./traits.ts";
export declare const Ranked: z.ZodObject<{
    place: z.ZodNumber;
    broker: z.ZodEnum<{
        kafka: "kafka";
        nats: "nats";
        rabbitmq: "rabbitmq";
        "sqs-sns": "sqs-sns";
    }>;
    title: z.ZodString;
    fit: z.ZodEnum<{
        "called-for": "called-for";
        possible: "possible";
        undecided: "undecided";
        unsuited: "unsuited";
    }>;
    decidedBy: z.ZodString;
    reasons: z.ZodArray<z.ZodObject<{
        requirement: z.ZodString;
        threshold: z.ZodString;
        effect: z.ZodEnum<{
            against: "against";
            for: "for";
            neutral: "neutral";
        }>;
        because: z.ZodString;
    }, z.core.$strip>>;
    caveats: z.ZodArray<z.ZodString>;
}, z.core.$strip>;
export type Ranked = z.infer<typeof Ranked>;
/** Ranks the brokers for the stated requirements. Pure; what was not asked for decides nothing. */
export declare function recommend(wanted: Requirements, brokers: readonly Traits[]): Ranked[];
