/** Minutes of a night in a second of the screen. */
export const speeds = { slow: 2, usual: 6, fast: 20 } as const;
export type Speed = keyof typeof speeds;

/** Where less motion is asked for the clock stands for so long between two steps, ms. */
const still_ms = 1000;

/**
 * Where the clock stands after some time of the screen. In steps it stays until a second is over, and then is on the next minute that is
 * a multiple of what a second is worth.
 */
export function nextMinute(minute: number, passed_ms: number, minutesPerSecond: number, inSteps: boolean): number {
  if (!inSteps) return minute + (passed_ms / 1000) * minutesPerSecond;
  if (passed_ms < still_ms) return minute;
  return (Math.floor(minute / minutesPerSecond) + 1) * minutesPerSecond;
}
