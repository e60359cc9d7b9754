import type { Database } from '../../db/open.ts';
import { AppError } from '../../errors.ts';
import { listLevels } from './sql.ts';

/**
 * A level of this deployment's tree by its name. Levels are data, so an unknown one can only be told by asking the database.
 * @throws AppError (400, field `level`) naming those that there are.
 */
export async function requireLevel(sql: Database, level: string): Promise<{ level: string; code_digits: number }> {
  const levels = await listLevels(sql);
  const found = levels.find((each) => each.level === level);
  if (found) return found;
  const known = levels.map((each) => each.level);
  throw new AppError(
    'bad_input',
    {
      'zh-CN': `「level」有误：层级应为${known.join('、')}之一。`,
      en: `“level” is wrong: a level is one of ${known.join(', ')}.`,
    },
    { field: 'level' },
  );
}
