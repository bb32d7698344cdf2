import { AsyncLocalStorage, AsyncResource } from "node:async_hooks";
import type { Instrument } from "./gate.ts";
import { isWorking, type Pg, type PgClient, type Result, whileBusy } from "./pg/library.ts";
import { claimScratch, type Scratch } from "./pg/scratch.ts";
import { createSessions } from "./pg/session.ts";

type Callback = (error: unknown, result?: Result) => void;

/** Clients and pools that reach the run's scratch database, whatever address they were given. */
export const pg: Instrument = {
  client: "pg",
  docs: "https://node-postgres.com/apis/client",
  packages: ["pg"],
  start(workshop) {
    /** Sockets are ours, not the consumer's: they are opened where no instance's code runs. */
    const outside = AsyncLocalStorage.snapshot();
    const sink = `postgres:${workshop.database?.name ?? ""}`;
    const sessions = createSessions(workshop, sink, outside);
    const patched = new WeakSet<PgClient>();
    let scratch: Promise<Scratch> | undefined;
    let resetting: Promise<void> | undefined;

    const claim = (library: Pg, originals: Originals): Promise<Scratch> => {
      if (workshop.database === undefined)
        return Promise.reject(new Error("no scratch database is named: set `database` of this consumer to a connection of kind postgres"));
      const { database } = workshop;
      return (scratch ??= outside(() =>
        claimScratch(library, database, {
          connect: (client) => whileBusy(client, () => originals.connect.call(client)),
          query: (client) => (config) => whileBusy(client, () => originals.query.call(client, config)),
        }),
      ));
    };

    return {
      patch(exports) {
        const library = exports as unknown as Pg;
        // A file inside of the package.
        if (exports["Client"] === undefined || exports["Pool"] === undefined) return;
        const { prototype } = library.Client;
        // `import` and `require` reach the same classes by different files.
        if (patched.has(prototype)) return;
        patched.add(prototype);
        const originals: Originals = { connect: prototype.connect, query: prototype.query };

        const open = async (client: PgClient, ready: () => Promise<void>): Promise<void> => {
          const { target, end } = await claim(library, originals).catch((error: unknown) => {
            workshop.unobserved(`PostgreSQL: ${(error as Error).message}`);
            throw error;
          });
          await resetting;
          await end(sessions.takeLost());
          const { connectionParameters, host, port, user, database, password, ssl } = target;
          Object.assign(client, { connectionParameters, host, port, user, database, password, ssl });
          client.connection.ssl = target.connection.ssl;
          await whileBusy(client, async () => {
            await outside(() => originals.connect.call(client));
            await ready();
          });
        };
        Object.assign(prototype, {
          connect(this: PgClient, callback?: (error?: unknown) => void) {
            if (workshop.gate() === undefined) return originals.connect.call(this, callback);
            const session = sessions.open(this, originals.query, library.DatabaseError);
            const opened = open(this, session.ready);
            if (callback === undefined) return opened.then(() => this);
            void opened.then(
              AsyncResource.bind(() => callback()),
              AsyncResource.bind((error: unknown) => callback(error)),
            );
            return undefined;
          },
          query(this: PgClient, config: unknown, values?: unknown, callback?: unknown) {
            const session = sessions.of(this);
            if (session === undefined) return originals.query.call(this, config, values, callback);
            const done = [values, callback, (config as { callback?: unknown } | null)?.callback].find((each) => typeof each === "function");
            if (typeof (config as { submit?: unknown } | null)?.submit === "function")
              return session.submit(config as object, done as Callback | undefined);
            const answer = session.query(config, typeof values === "function" ? undefined : values);
            if (done === undefined) return answer;
            answer.then(
              (result) => (done as Callback)(null, result),
              (error: unknown) => (done as Callback)(error),
            );
            return undefined;
          },
          // A socket that is held open would count as work on its way.
          ref() {},
        });
        const { connect } = library.Pool.prototype;
        library.Pool.prototype.connect = function (callback) {
          this.options.idleTimeoutMillis = 0;
          return connect.call(this, typeof callback === "function" ? AsyncResource.bind(callback as () => void) : callback);
        };
      },
      async begin() {
        const lost = sessions.begin();
        if (scratch === undefined) return;
        const claimed = await scratch.catch(() => undefined);
        if (claimed === undefined) return;
        resetting = outside(async () => {
          await claimed.end(lost);
          await claimed.reset();
        });
        await resetting;
      },
      busy: isWorking,
      blocked: async () => (await (await scratch?.catch(() => undefined))?.isBlocked()) ?? false,
      died: sessions.died,
      async observe() {
        const claimed = await scratch?.catch(() => undefined);
        if (claimed === undefined) return {};
        return outside(async () => {
          await claimed.end(sessions.takeLost());
          return { tables: await claimed.tables(sink) };
        });
      },
      async end() {
        const lost = sessions.begin();
        const claimed = await scratch?.catch(() => undefined);
        await claimed?.end(lost);
        await claimed?.release();
      },
    };
  },
};

interface Originals {
  readonly connect: PgClient["connect"];
  readonly query: PgClient["query"];
}
