import { expect, test } from "vitest";
import { createSightings } from "../../../src/verify/subjects/process/sightings.ts";

const lane = { index: 0, state: "/dev/shm/x/state", folders: { temp: "/dev/shm/x/temp", home: "/dev/shm/x/home", scratch: "/dev/shm/x" } };
const at = (port: number, host = "127.0.0.1"): string => `{sa_family=AF_INET, sin_port=htons(${port}), sin_addr=inet_addr("${host}")}`;
const at6 = (port: number, host: string): string => `{sa_family=AF_INET6, sin6_port=htons(${port}), inet_pton(AF_INET6, "${host}")}`;
const socket = (inode: number): string => `7<socket:[${inode}]>`;
/** What strace prints, one call after the other. */
const told = (...lines: string[]): string[] => {
  const sightings = createSightings(lane, "/app");
  for (const text of lines) sightings.call({ name: text.split("(")[0]!, text, paths: [], failed: text.includes("= -1 EADDRINUSE") });
  return sightings.unobserved(new Set());
};
const seen = (name: string, text: string, path = ""): string[] => {
  const sightings = createSightings(lane, "/app");
  sightings.call({ name, text, paths: path === "" ? [] : [path], failed: false });
  return sightings.unobserved(new Set([4000]));
};

test.each([
  ["openat", "O_WRONLY|O_CREAT", "/dev/shm/shared.bin", /shared\.bin, outside/],
  ["mkdir", "", "/var/marks/m1", /marks\/m1, outside/],
  ["connect", '{sa_family=AF_UNIX, sun_path="/run/docker.sock"}', "", /the socket \/run\/docker\.sock/],
  ["connect", '{sa_family=AF_UNIX, sun_path=@"bus\\0\\0"}', "", /the socket @bus$/],
  ["sendto", '{sa_family=AF_INET, sin_port=htons(8125), sin_addr=inet_addr("10.0.0.1")}', "", /10\.0\.0\.1:8125/],
])("%s is told: %s %s", (name, text, path, what) => {
  expect(seen(name, text, path)).toEqual([expect.stringMatching(what)]);
});

test.each([
  ["openat", "O_WRONLY", "/dev/null"],
  ["openat", "O_RDWR|O_CREAT", "/dev/shm/sem.pool"],
  ["openat", "O_RDONLY", "/etc/hosts"],
  ["openat", "O_WRONLY|O_CREAT", "/dev/shm/x/state/notes.txt"],
  ["connect", '{sa_family=AF_UNIX, sun_path="/var/run/nscd/socket"}', ""],
  ["connect", '{sa_family=AF_INET, sin_port=htons(4000), sin_addr=inet_addr("127.0.0.1")}', ""],
  ["connect", '{sa_family=AF_INET, sin_port=htons(0), sin_addr=inet_addr("10.0.0.1")}', ""],
])("%s is no effect: %s %s", (name, text, path) => {
  expect(seen(name, text, path)).toEqual([]);
});

const pair = [`bind(${socket(1)}, ${at(0)}, 16) = 0`, `listen(${socket(1)}, 1) = 0`, `getsockname(${socket(1)}, ${at(45515)}, [16]) = 0`];

test.each([
  ["a pair of sockets", [...pair, `connect(${socket(2)}, ${at(45515)}, 16) = -1 EINPROGRESS`]],
  [
    "a port of its own choice",
    [`bind(${socket(1)}, ${at(9000)}, 16) = 0`, `listen(${socket(1)}, 1) = 0`, `connect(${socket(2)}, ${at(9000)}, 16) = 0`],
  ],
  [
    "a port on every address",
    [`bind(${socket(1)}, ${at6(9000, "::")}, 28) = 0`, `listen(${socket(1)}, 1) = 0`, `connect(${socket(2)}, ${at(9000)}, 16) = 0`],
  ],
])("what it sends to itself stays with it: %s", (_, lines) => {
  expect(told(...lines)).toEqual([]);
});

test.each([
  ["it is bound and does not listen", [pair[0]!, pair[2]!, `connect(${socket(2)}, ${at(45515)}, 16) = 0`]],
  ["another port", [...pair, `connect(${socket(2)}, ${at(45516)}, 16) = 0`]],
  ["another machine", [...pair, `connect(${socket(2)}, ${at(45515, "10.0.0.1")}, 16) = 0`]],
  ["before it listens there", [`connect(${socket(2)}, ${at(45515)}, 16) = 0`, ...pair]],
  [
    "it wanted to listen",
    [`bind(${socket(1)}, ${at(9000)}, 16) = -1 EADDRINUSE`, `listen(${socket(1)}, 1) = 0`, `connect(${socket(2)}, ${at(9000)}, 16) = 0`],
  ],
  ["the address of a client", [`getsockname(${socket(3)}, ${at(45515)}, [16]) = 0`, `connect(${socket(2)}, ${at(45515)}, 16) = 0`]],
])("a connection is told: %s", (_, lines) => {
  expect(told(...lines)).toEqual([expect.stringMatching(/^a connection to /)]);
});
