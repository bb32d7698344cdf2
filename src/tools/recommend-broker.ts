import * as z from "zod";
import { brokers } from "../brokers/brokers.ts";
import { Ranked, recommend } from "../brokers/recommend.ts";
import { Requirements } from "../brokers/requirements.ts";
import { defineTool } from "../tool.ts";

export const recommendBroker = defineTool({
  name: "recommend-broker",
  title: "Recommend a message broker",
  description:
    "Ranks Kafka, RabbitMQ, SQS/SNS and NATS for stated requirements. Returns each place with the threshold that decided it and its caveats. Looks at no repository; detect does.",
  effect: "read",
  input: Requirements,
  output: z.object({
    ranking: z.array(Ranked),
    notStated: z.array(z.string()).describe("Requirements that were not given and decided nothing."),
  }),
  run: ({ input }) => ({
    ranking: recommend(input, brokers),
    notStated: Object.keys(Requirements.shape).filter((key) => input[key as keyof Requirements] === undefined),
  }),
  status: ({ ranking }) => (ranking[0]?.fit === "undecided" ? "inconclusive" : ranking[0]?.fit === "unsuited" ? "negative" : "ok"),
  summarize({ ranking }) {
    const first = ranking.filter(({ place }) => place === 1);
    if (first[0]?.fit === "undecided") return "No requirement was given that tells brokers apart, so none is ahead.";
    const names = first.map(({ title }) => title).join(" and ");
    return first[0]?.fit === "unsuited"
      ? `None fits well; ${names} comes nearest. ${first[0].decidedBy}`
      : `${names}. ${first[0]!.decidedBy}`;
  },
  next: ({ ranking }) =>
    ranking[0]?.fit === "undecided"
      ? [{ tool: "detect", args: {}, why: "Shows which brokers and volumes the repository already has." }]
      : [],
});
