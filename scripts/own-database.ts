import { randomBytes } from 'node:crypto';
import postgres from 'postgres';

/** A database made for one test suite or benchmark. */
export interface MadeDatabase {
  url: string;
  /** Ends its connections and removes it. */
  drop(): Promise<void>;
}

/**
 * Makes an empty database on a PostgreSQL server.
 * @param server address of any database there, for a role that may create others.
 */
export async function createDatabase(server: string): Promise<MadeDatabase> {
  const name = `jingwei_${randomBytes(6).toString('hex')}`;
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    async drop() {
      await admin.unsafe(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}

/** The server that benchmarks make their databases on; `npm run bench` starts one when none is named. */
export function benchServer(): string {
  const server = process.env.BENCH_DATABASE_URL;
  if (server) return server;
  throw new Error('BENCH_DATABASE_URL must name a PostgreSQL server with PostGIS on which databases can be made');
}
