import type { TestProject } from 'vitest/node';
import { startFreshServer } from '../../scripts/fresh-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of a server that npm start's program runs: embedded database, demo city. */
    address: string;
  }
}

/** Starts what a newcomer starts; the pages are tested against it, or against the server at TEST_ADDRESS. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (process.env.TEST_ADDRESS) {
    project.provide('address', process.env.TEST_ADDRESS);
    return async () => {};
  }
  const server = await startFreshServer();
  project.provide('address', server.address);
  return () => server.stop();
}
