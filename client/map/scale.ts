import { lengthMeasure } from '../format/distance.ts';
import type { LanguageChoice } from '../state/store.ts';

/** A scale bar: its length on the screen and what it stands for. */
export interface ScaleBar {
  width_px: number;
  length_m: number;
  label: string;
}

/** Metres of one CSS pixel at the equator at zoom 0, where the world is 512 pixels wide. */
const equatorMetres = 40_075_016.686 / 512;

/** Metres that one CSS pixel stands for at a latitude (degrees) and a zoom. */
export function metresPerPixel(latitude: number, zoom: number): number {
  return (equatorMetres * Math.cos((latitude * Math.PI) / 180)) / 2 ** zoom;
}

/** The longest bar of a round length (1, 2, 5 times a power of ten) that fits into `room_px`. */
export function scaleBar(latitude: number, zoom: number, room_px: number, language: LanguageChoice): ScaleBar {
  const perPixel = metresPerPixel(latitude, zoom);
  const most = perPixel * room_px;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [5, 2, 1].find((factor) => factor * power <= most) ?? 1;
  const length_m = step * power;
  const { figure, unit } = lengthMeasure(length_m, language);
  return { width_px: length_m / perPixel, length_m, label: `${figure} ${unit}` };
}
