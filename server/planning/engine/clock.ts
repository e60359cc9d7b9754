/**
 * Times inside the engine are whole multiples of this, which doubles add without error: a route that fits, fits exactly, whichever
 * way its times were summed up. What takes time is rounded up, what a window allows is rounded inwards.
 */
const TICK = 1 / 65536;

/** The next multiple of the engine's tick that is no less; infinite ones stay. */
export function roundUp(time: number): number {
  return Math.ceil(time / TICK) * TICK;
}

/** The last multiple of the engine's tick that is no more; infinite ones stay. */
export function roundDown(time: number): number {
  return Math.floor(time / TICK) * TICK;
}
