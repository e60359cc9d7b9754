import { z } from 'zod';
import { dutyFields, place, version } from '../patrol/bodies.ts';
import type { LonLat } from '../wire.ts';

/** Positions of a line: a street of some kilometres drawn by hand, or taken from a map. */
const MOST_POSITIONS = 2000;
const noLine = 'a street has from 2 to 2000 positions | 路段应有2至2000个点';

/** Whether a line goes anywhere: two of its positions differ by a metre or so. */
const goesSomewhere = (line: LonLat[]) => {
  const [first] = line;
  return line.some(([lon, lat]) => Math.abs(lon - first![0]) + Math.abs(lat - first![1]) > 0.00001);
};

const streetFields = {
  ...dutyFields,
  sides: z.union([z.literal(1), z.literal(2)], { error: 'sides are 1 or 2 | 应为1（单侧）或2（双侧）' }),
  line: z
    .array(place, { error: noLine })
    .min(2, noLine)
    .max(MOST_POSITIONS, noLine)
    .refine(goesSomewhere, 'the street goes nowhere: its positions are one | 路段的起点和终点是同一处'),
};
export const streetBody = z.object(streetFields).partial().required({ name: true, line: true });
export const streetChange = z.object(streetFields).partial().extend({ version });
export type StreetFields = Partial<z.infer<typeof streetBody>>;
