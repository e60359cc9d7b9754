import { z } from 'zod';

/** A photo as it was kept: its name is what a report or an event lists. */
export interface KeptPhoto {
  name: string;
  width_px: number;
  height_px: number;
  byte_count: number;
}
/** The largest photo that is taken, in bytes. */
export const MOST_PHOTO_BYTES = 12 * 1024 * 1024;

export const photoParam = z.object({
  name: z.string().regex(/^[0-9a-f]{64}$/, 'this is no name of a photo | 照片编号不正确'),
});
export const photoQuery = z.object({
  /** small: at most 320 px; left out: at most 2,048 px. */
  size: z.enum(['small'], { error: 'a size is small, or nothing | 尺寸只能为 small，或不填' }).optional(),
});
