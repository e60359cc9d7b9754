import { describe, expect, it } from 'vitest';
import { templateLayers } from '../../../../server/api/exports/schema.ts';
import { templateColumns, templateRows } from '../../../../server/api/exports/templates.ts';
import { latNames, lonNames, plainName } from '../../../../server/import/column-names.ts';
import { FieldMap } from '../../../../server/import/field-map.ts';
import { isForbidden } from '../../../../server/import/forbidden.ts';
import { layerOf } from '../../../../server/import/layers.ts';
import { columnValue } from '../../../../server/import/values.ts';

describe.each(templateLayers)('the template of %s', (layer) => {
  const imported = layerOf(layer)!;

  it.each(['zh-CN', 'en'] as const)('is known again by an import, each row of its samples whole (%s)', (language) => {
    const columns = templateColumns(layer, language);
    const [heads, ...rows] = templateRows(columns) as [string[], ...(string | number | null)[][]];
    expect(heads.filter(isForbidden)).toEqual([]);
    const map = new FieldMap(imported, {});
    expect(rows.length).toBe(2);
    for (const row of rows) {
      const read = map.read(Object.fromEntries(heads.map((head, at) => [head, row[at]])));
      const place = heads.filter((head) => [...lonNames, ...latNames].includes(plainName(head)));
      // Every head fills a field of its own, but for the place.
      expect(read.size).toBe(heads.length - place.length);
      expect(place).toHaveLength(imported.dimension === 0 ? 2 : 0);
      for (const column of imported.columns) {
        const value = columnValue(column, read.get(column.name), 'Asia/Shanghai');
        if (column.required) expect(value).not.toBeNull();
        // A name that no catalogue knows would stand as it is.
        if (column.catalogue && value !== null) expect(value).toMatch(/^[a-z_]+$/);
      }
    }
    map.checkColumns([]);
  });

  it('says of each needed column that it is needed', () => {
    const needed = templateColumns(layer, 'en')
      .filter((column) => column.needed)
      .map(({ head }) => head);
    const required = imported.columns.filter((column) => column.required).map(({ name }) => name);
    expect(needed).toEqual(expect.arrayContaining(required));
  });
});
