// The line transport, as small as can be.
import { connect } from "node:net";
import { createInterface } from "node:readline";

/** `handle(message, publish)`: resolves = acknowledged, rejects = refused. */
export function consume(handle) {
  const socket = connect(Number(process.env.BROKER_PORT), "127.0.0.1");
  const say = (line) => socket.write(`${JSON.stringify(line)}\n`);
  let confirmed = () => {};
  const publish = (topic, value) =>
    new Promise((resolve) => {
      confirmed = resolve;
      say({ publish: topic, value });
    });
  let work = Promise.resolve();
  createInterface({ input: socket }).on("line", (line) => {
    const { deliver, message } = JSON.parse(line);
    if (deliver === undefined) return confirmed();
    work = work
      .then(() => handle(message, publish))
      .then(
        () => say({ ack: deliver }),
        () => say({ nack: deliver }),
      );
  });
}
