/** Longest that work in slices keeps others waiting, ms; a single step may take longer. */
const SLICE_MS = 12;

/** Runs a generator to its end, letting the process answer others every few milliseconds. */
export async function inSlices<Result>(steps: Generator<void, Result>): Promise<Result> {
  for (;;) {
    const until = performance.now() + SLICE_MS;
    do {
      const { done, value } = steps.next();
      if (done) return value;
    } while (performance.now() < until);
    await new Promise((resume) => setImmediate(resume));
  }
}

/** Runs a generator to its end without a pause. */
export function atOnce<Result>(steps: Generator<void, Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
