/** Work that goes on beside requests until it is stopped. */
export interface Job {
  /** Ends it, after what is being done. */
  stop(): Promise<void>;
}

/**
 * Does a piece of work every so many ms, never two at once: what falls due while one is being done is let go. Keeps no process alive.
 * @param work is told whether it may go on, for what takes long.
 * @param onFault is told why a piece failed, such as a database that is away; the next tries again.
 */
export function every(
  period_ms: number,
  work: (goesOn: () => boolean) => Promise<unknown>,
  onFault: (error: unknown) => void,
): Job {
  let stopped = false;
  let working: Promise<void> | undefined;
  const piece = async () => {
    await work(() => !stopped);
  };
  const timer = setInterval(() => {
    working ??= piece()
      .catch(onFault)
      .finally(() => {
        working = undefined;
      });
  }, period_ms);
  timer.unref();
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await working;
    },
  };
}
