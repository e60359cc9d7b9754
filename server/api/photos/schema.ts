/** A photo as it was kept: its name is what a report or an event lists. */
export interface KeptPhoto {
  name: string;
  width_px: number;
  height_px: number;
  byte_count: number;
}
/** The largest photo that is taken, in bytes. */
export const MOST_PHOTO_BYTES = 12 * 1024 * 1024;
