// What else a consumer reaches. `node literal/peers.mjs charge | pay-on-tls | count | ask-the-daemon`
import { connect } from "node:net";
import { connect as connectTls } from "node:tls";
import { consume } from "../lines.mjs";

const said = (socket) =>
  new Promise((resolve) =>
    socket
      .on("error", resolve)
      .on("close", resolve)
      .setTimeout(300, () => socket.destroy()),
  );
const ways = {
  charge: ({ id, body }) =>
    fetch("http://payments:8088/charges", { method: "POST", body: JSON.stringify({ order: id, pieces: body.pieces }) }).then((answer) =>
      answer.text(),
    ),
  "pay-on-tls": () => said(connectTls({ host: "api.payments.example", port: 443 })),
  count: () => {
    const socket = connect(6379, "cache");
    socket.on("error", () => {}).write("*2\r\n$4\r\nINCR\r\n$6\r\norders\r\n");
    return said(socket);
  },
  trace: () => fetch("http://collector:4318/v1/traces", { method: "POST", body: "{}" }).catch(() => {}),
};
consume((message) => ways[process.argv[2]](message));
