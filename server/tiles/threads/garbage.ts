import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Gives back the memory of stores that nobody uses any longer. The engine of JavaScript does not count shared memory, so
 * it would let hundreds of megabytes lie while it sees no reason to tidy up; every thread that had a store has to.
 */
export function collectGarbage(): void {
  if (!collect) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
  }
  collect();
}
let collect: (() => void) | undefined;
