import { z } from 'zod';
import { tileSets } from '../deployment/schema.ts';

const set = z.enum(tileSets, {
  error: `a tile set is one of ${tileSets.join(', ')} | 瓦片集应为${tileSets.join('、')}之一`,
});
const coordinate = (name: string, zh: string) =>
  z
    .string()
    .regex(/^\d{1,8}$/, `${name} is a whole number | ${zh}应为整数`)
    .transform(Number);

export const tileSetParam = z.object({ set });
export const tileJsonQuery = z.object({ layer: z.string().optional() });
export const tileParam = z
  .object({
    set,
    version: z.string().regex(/^[A-Za-z0-9.-]{1,80}$/, 'this version was not made here | 版本无效'),
    z: coordinate('z', '级别'),
    x: coordinate('x', '列号'),
    y: coordinate('y', '行号'),
  })
  .refine((tile) => tile.z <= 22, { path: ['z'], message: 'z is from 0 to 22 | 级别应在0至22之间' })
  .refine((tile) => tile.z > 22 || tile.x < 2 ** tile.z, {
    path: ['x'],
    message: 'x is out of range at this zoom | 列号超出该级别范围',
  })
  .refine((tile) => tile.z > 22 || tile.y < 2 ** tile.z, {
    path: ['y'],
    message: 'y is out of range at this zoom | 行号超出该级别范围',
  });
