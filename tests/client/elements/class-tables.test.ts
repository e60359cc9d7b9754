import { describe, expect, it } from 'vitest';
import { countClasses, type DataTable, narrowTables } from '../../../client/elements/class-tables.ts';

const tables: DataTable[] = [
  {
    table_name: 'area',
    columns: [
      { column_name: 'area_code', class: 'public' },
      { column_name: 'name', class: 'public' },
    ],
  },
  {
    table_name: 'resident',
    columns: [
      { column_name: 'id', class: 'internal' },
      { column_name: 'name', class: 'sensitive' },
      { column_name: 'sex', class: 'personal' },
    ],
  },
];
const held = (text: string, only: Parameters<typeof narrowTables>[2]) =>
  narrowTables(tables, text, only).map(
    ({ table_name, columns }) => `${table_name}: ${columns.map((column) => column.column_name).join()}`,
  );

describe('the classes of columns', () => {
  it('are counted', () => {
    expect(countClasses(tables)).toEqual({ public: 2, internal: 1, personal: 1, sensitive: 1 });
  });

  it('are narrowed to a word of a column, to a table, to a class, and to both', () => {
    expect(held('', null)).toEqual(['area: area_code,name', 'resident: id,name,sex']);
    expect(held('name', null)).toEqual(['area: name', 'resident: name']);
    expect(held('Resident', null)).toEqual(['resident: id,name,sex']);
    expect(held('', 'sensitive')).toEqual(['resident: name']);
    expect(held('name', 'public')).toEqual(['area: name']);
    expect(held('phone', null)).toEqual([]);
  });
});
