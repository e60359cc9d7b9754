import type { AreaMend } from '../api/area-changes/schema.ts';
import type { Database } from '../db/open.ts';
import { wrongInput } from '../loop/refusals.ts';
import type { Drawn } from './draw.ts';
import { countUnsettled, listBelow, planMends, type Touched } from './sql.ts';

/**
 * Draws areas with faults of their ground put right: what a fault of it holds goes to one of them, and the others lose it.
 * @throws AppError where one of the faults is not there any more, or nothing would be left of an area.
 */
export async function mend(sql: Database, touched: Touched[], mends: readonly AreaMend[]): Promise<Drawn> {
  const codes = touched.map(({ area_code }) => area_code);
  const stray = mends.findIndex(({ to }) => to !== null && !codes.includes(to));
  if (stray >= 0)
    throw wrongInput(`mends.${stray}.to`, '请选择所列区域之一。', 'choose one of the areas that are named.');
  const { missing, shapes } = await planMends(sql, touched[0]!.parent_code!, codes, mends);
  if (missing !== null)
    throw wrongInput(
      `mends.${missing}`,
      '这处问题已不存在，请刷新数据质量报告。',
      'this fault is not there any more; look at the report on data quality again.',
    );
  const gone = shapes!.indexOf(null);
  if (gone >= 0)
    throw wrongInput(
      'mends',
      `修复后「${touched[gone]!.name}」将不剩任何范围，请改为合并区域。`,
      `nothing would be left of “${touched[gone]!.name}”; merge it with another instead.`,
    );
  const deepest = touched.every((area) => area.deepest);
  return {
    touched,
    codes,
    names: touched.map(({ name }) => name),
    shapes: shapes as string[],
    problems: [],
    differences: { gap: [], overlap: [], beyond: [] },
    settled_count: deepest ? await countUnsettled(sql, shapes as string[]) : 0,
    ...(deepest ? {} : { whole: await unmoved(sql, codes) }),
  };
}

/** What lies below areas that only mend their outlines stays where it is. */
async function unmoved(sql: Database, codes: readonly string[]): Promise<NonNullable<Drawn['whole']>> {
  const below = await listBelow(sql, codes);
  const homes = below
    .filter(({ shape }) => shape !== null)
    .map(({ area_code, parent_code }) => [area_code, parent_code]);
  return { below, homes: Object.fromEntries(homes), carried: {} };
}
