import { connect } from "amqplib";
import { names, write } from "./write.ts";

const connection = await connect(process.env["AMQP_URL"] ?? "");
const channel = await connection.createChannel();
await channel.prefetch(10);
await channel.consume(names["queue"]!, (message) => void write(message!.content).then(() => channel.ack(message!)));
