import { expect, test } from "vitest";
import { createSightings } from "../../../src/verify/subjects/process/sightings.ts";

const lane = { index: 0, state: "/dev/shm/x/state", folders: { temp: "/dev/shm/x/temp", home: "/dev/shm/x/home", scratch: "/dev/shm/x" } };
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
