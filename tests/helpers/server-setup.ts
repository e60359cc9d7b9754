import type { TestProject } from 'vitest/node';
import { startFreshServer } from '../../scripts/fresh-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of a server that npm start's program runs: embedded database, demo city. */
    address: string;
    /** Passwords by account name; `leader` sees everything exactly, the others are the demo's. */
    accounts: Record<string, string>;
  }
}

/** Starts what a newcomer starts; the pages are tested against it, or against the server at TEST_ADDRESS with TEST_ACCOUNTS (`login=password,…`). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (process.env.TEST_ADDRESS) {
    project.provide('address', process.env.TEST_ADDRESS);
    const pairs = (process.env.TEST_ACCOUNTS ?? '').split(',').map((pair) => pair.split('=', 2) as [string, string]);
    project.provide('accounts', Object.fromEntries(pairs));
    return async () => {};
  }
  const server = await startFreshServer();
  project.provide('address', server.address);
  project.provide('accounts', server.accounts);
  return () => server.stop();
}
