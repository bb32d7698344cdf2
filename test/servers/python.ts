import { venv } from "./venv.ts";

/** Clients of the four brokers and of PostgreSQL, for consumers that tests run. */
const python = venv("python", [
  "psycopg[binary,pool]==3.3.9",
  "pika==1.4.4",
  "confluent-kafka==2.16.1",
  "boto3==1.44.5",
  "nats-py==2.16.0",
  "SQLAlchemy==2.1.9",
]);

export const pythonProgram = (): string => python.program("python");
export const { missing: missingPython, install: installPython } = python;
