import { defineConfig } from "vitest/config";

/** Tests that start servers or processes of their own: each file has its own modules, and the time that real waits take. */
const servers = [
  "test/brokers/{kafka,rabbitmq,nats,sqs}/**/*.test.ts",
  "test/delivery/{dialects,emit,owners}/**/*.test.ts",
  "test/scaffold/**/*.test.ts",
  "test/tools/dead-letters/**/*.test.ts",
  "test/verify/process/**/*.test.ts",
];
const never = ["test/fixtures/**", "node_modules/**", ".servers/**"];

export default defineConfig({
  test: {
    reporters: ["default", "./test/closing-line.ts"],
    globalSetup: ["./test/scratch.ts"],
    setupFiles: ["./test/worker-folder.ts"],
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: [...never, ...servers],
          isolate: false,
          testTimeout: 20_000,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: "servers",
          include: servers,
          exclude: never,
          isolate: true,
          testTimeout: 90_000,
          hookTimeout: 90_000,
          // Most of their time these wait.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
