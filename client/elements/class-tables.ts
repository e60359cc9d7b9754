import type { DataClass, DataClasses } from '../../server/api/register/schema.ts';

/** A table with the classes of its columns. */
export type DataTable = DataClasses['tables'][number];

/** How many columns have each class. */
export function countClasses(tables: readonly DataTable[]): Record<DataClass, number> {
  const counts: Record<DataClass, number> = { public: 0, internal: 0, personal: 0, sensitive: 0 };
  for (const { columns } of tables) for (const column of columns) counts[column.class]++;
  return counts;
}

/** The columns of one class (null: of all) that hold a text, whole tables where the table's name does; tables without any are left out. */
export function narrowTables(tables: readonly DataTable[], text: string, only: DataClass | null): DataTable[] {
  const wanted = text.toLowerCase();
  return tables.flatMap(({ table_name, columns }) => {
    const held = columns.filter(
      (column) =>
        (only === null || column.class === only) &&
        (table_name.includes(wanted) || column.column_name.includes(wanted)),
    );
    return held.length ? [{ table_name, columns: held }] : [];
  });
}
