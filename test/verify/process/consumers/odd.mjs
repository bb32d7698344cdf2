// Consumers that misbehave. `node odd.mjs WAY`
import { spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { appendFileSync, closeSync, openSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { homedir, tmpdir } from "node:os";
import { consume } from "./lines.mjs";

const state = process.env.STATE_DIR;
const note = (event) => appendFileSync(`${state}/notes.txt`, `${event.id} ${event.body.sku}\n`);
const ways = {
  "exits-at-once": () => {
    console.error("password=hunter2hunter2 in the settings is wrong");
    process.exit(3);
  },
  "never-connects": () => setInterval(() => {}, 1000),
  floods: () => {
    const chatter = "x".repeat(4000);
    setInterval(() => console.log(chatter) ?? console.error(chatter), 0);
    consume(async (event) => note(event));
  },
  forks: () => {
    const child = spawn("sleep", ["600"], { detached: true, stdio: "ignore" });
    writeFileSync(`${process.env.PIDS}/${child.pid}`, "");
    child.unref();
    consume(async (event) => note(event));
  },
  "ignores-sigterm": () => {
    process.on("SIGTERM", () => {});
    consume(async (event) => note(event));
  },
  "loops-for-ever": () =>
    consume(async (event) => {
      note(event);
      for (;;);
    }),
  "writes-elsewhere": () =>
    consume(async (event) => {
      note(event);
      appendFileSync(`${process.env.ELSEWHERE}/log.txt`, `${event.id}\n`);
    }),
  "calls-out": () =>
    consume(async (event) => {
      note(event);
      await new Promise((resolve) => connect(9, "192.0.2.1").setTimeout(50, resolve).on("error", resolve));
    }),
  "calls-a-socket": () =>
    consume(async (event) => {
      note(event);
      await new Promise((resolve) => connect(`${process.env.ELSEWHERE}/peer.sock`).on("error", resolve).on("connect", resolve));
    }),
  "sends-a-datagram": () =>
    consume(async (event) => {
      note(event);
      const socket = createSocket("udp4");
      await new Promise((resolve) => socket.send(event.id, 8125, "127.0.0.1", resolve));
      socket.close();
    }),
  "talks-to-itself": () => {
    const server = createServer((socket) => socket.end()).listen(0, "127.0.0.1");
    consume(async (event) => {
      note(event);
      await new Promise((resolve) => connect(server.address().port, "127.0.0.1").resume().on("close", resolve));
    });
  },
  "writes-at-home": () =>
    consume(async (event) => {
      note(event);
      appendFileSync(`${homedir()}/ledger.csv`, `${event.id}\n`);
    }),
  "keeps-temporary-files": () =>
    consume(async (event) => {
      note(event);
      appendFileSync(`${tmpdir()}/ledger.csv`, `${event.id}\n`);
    }),
  "tells-duplicates-elsewhere": () => {
    const seen = new Set();
    consume(async (event) => {
      if (seen.has(event.id)) appendFileSync(`${process.env.ELSEWHERE}/again.txt`, `${event.id}\n`);
      else note(event);
      seen.add(event.id);
    });
  },
  // Its mark is an empty file: a crash before the note loses the event.
  marks: () =>
    consume(async (event) => {
      try {
        closeSync(openSync(`${state}/done-${event.id}`, "wx"));
      } catch {
        return;
      }
      note(event);
    }),
  "acks-first": () => {
    consume(async (event) => void setTimeout(() => note(event), 30));
  },
  nothing: () => consume(async () => {}),
  "coin-flip": () => consume(async (event) => Math.random() < 0.5 && note(event)),
  nonsense: () => connect(Number(process.env.BROKER_PORT), "127.0.0.1").end("GET / HTTP/1.1\r\n\r\n"),
  "dies-on-third": () =>
    consume(async (event) => {
      if (event.body.pieces === 11) throw process.exit(1);
      note(event);
    }),
};
ways[process.argv[2]]();
