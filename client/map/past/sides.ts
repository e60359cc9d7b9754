/** Share of the map by which a key moves the divider. */
const step = 0.05;

/**
 * Which day stands on which side of the divider, the earlier at the left; `clip` leaves of the map above what lies on its side.
 * @param share where the divider stands, 0 to 1
 */
export function sidesOf(on: string, compared: string, share: number): { left: string; right: string; clip: string } {
  const at = share * 100;
  return compared < on
    ? { left: compared, right: on, clip: `inset(0 ${100 - at}% 0 0)` }
    : { left: on, right: compared, clip: `inset(0 0 0 ${at}%)` };
}

/** Where a key moves the divider, 0 to 1; null for keys that do not. */
export function shareAfter(key: string, share: number): number | null {
  const to = {
    ArrowLeft: share - step,
    ArrowDown: share - step,
    ArrowRight: share + step,
    ArrowUp: share + step,
    Home: 0,
    End: 1,
  }[key];
  return to === undefined ? null : Math.min(1, Math.max(0, to));
}
