import { importFault } from './faults.ts';
import type { OpenedTables, TableInFile } from './readers/types.ts';

/** The table that a file is about. @throws AppError when there are several and none was chosen, or it has not the chosen one. */
export function tableOf(fileName: string, { tables }: OpenedTables, wanted: string | undefined): TableInFile {
  const found = wanted === undefined ? tables[0] : tables.find(({ name }) => name === wanted);
  if (found && (wanted !== undefined || tables.length === 1)) return found;
  const list = tables.map(({ name }) => name);
  throw importFault(
    `${fileName} ${wanted === undefined ? '有多张表' : `没有表 ${wanted}`}，请选择一张：${list.join('、')}。`,
    `${fileName} ${wanted === undefined ? 'holds several tables' : `has no table ${wanted}`}; choose one: ${list.join(', ')}.`,
    'table',
  );
}
