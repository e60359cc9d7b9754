import type { Point } from './geometry.ts';
import { size } from './skeleton.ts';

/** Middle of the town on the earth, `[lon, lat]`, WGS 84: open country, so that no real town is copied. */
export const townMiddle: readonly [number, number] = [112.138, 32.006];
/** The plan lies turned by this much, counter-clockwise: few towns stand square to north. */
const TURN = (9.5 * Math.PI) / 180;

/** WGS 84: semi-major axis in m, and the square of the first eccentricity. */
const AXIS_M = 6_378_137;
const ECCENTRICITY2 = 0.006_694_379_990_14;

const latitude = (townMiddle[1] * Math.PI) / 180;
const flattening = 1 - ECCENTRICITY2 * Math.sin(latitude) ** 2;
/** Metres in a degree along the meridian and along the parallel at the town's middle. */
const northMetres = ((AXIS_M * (1 - ECCENTRICITY2)) / flattening ** 1.5) * (Math.PI / 180);
const eastMetres = (AXIS_M / Math.sqrt(flattening)) * Math.cos(latitude) * (Math.PI / 180);

/** Plan metres to `[lon, lat]` at 8 decimals (about a millimetre): the same point always gives the same numbers. */
export function toEarth([x, y]: Point): [number, number] {
  const dx = x - size.width / 2;
  const dy = y - size.height / 2;
  const east = dx * Math.cos(TURN) - dy * Math.sin(TURN);
  const north = dx * Math.sin(TURN) + dy * Math.cos(TURN);
  const round = (value: number) => Math.round(value * 1e8) / 1e8;
  return [round(townMiddle[0] + east / eastMetres), round(townMiddle[1] + north / northMetres)];
}
