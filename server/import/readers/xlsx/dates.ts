const DAY_MS = 86_400_000;
const DAY_S = 86_400;
/** 9999-12-31, the last day that Excel shows. */
const LAST_SERIAL = 2_958_465;
/** 1904-01-01 in the system of 1900. */
const SHIFT_1904 = 1462;

/**
 * A day or time as Excel counts it: days since 1900, in which 1900 is held to be a leap year, or since 1904. Text as
 * `YYYY-MM-DD[ hh:mm:ss]`, to the second; below one day in a format of times `hh:mm:ss`; null where Excel itself shows no day.
 */
export function dateText(serial: number, from1904: boolean, isTime: boolean): string | null {
  if (isTime && serial >= 0 && serial < 1) return clock(Math.round(serial * DAY_S) % DAY_S);
  const counted = from1904 ? serial + SHIFT_1904 : serial;
  const seconds = Math.round(counted * DAY_S);
  const day = Math.floor(seconds / DAY_S);
  // Day 60 is 29 February 1900, which never was; before it all are one off.
  if (day < 1 || day > LAST_SERIAL || day === 60) return null;
  const text = new Date(Date.UTC(1899, 11, 30 + (day < 60 ? 1 : 0)) + day * DAY_MS).toISOString().slice(0, 10);
  const rest = seconds - day * DAY_S;
  return rest === 0 ? text : `${text} ${clock(rest)}`;
}

function clock(seconds: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
}
