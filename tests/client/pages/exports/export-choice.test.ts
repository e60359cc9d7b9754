import { describe, expect, it } from 'vitest';
import { choiceOf, encodingsOf, hindranceOf } from '../../../../client/pages/exports/export-choice.ts';
import { exportFormats, formatEncodings, mostRows } from '../../../../server/api/exports/schema.ts';

const offered = [{ layer: 'areas' }, { layer: 'buildings' }] as const;

describe('what is to be exported', () => {
  it('is what the address names', () => {
    const named = { layer: 'buildings', format: 'shapefile', encoding: 'gbk', datum: 'gcj02' } as const;
    expect(choiceOf(named, offered)).toEqual(named);
  });

  it('is the first layer in the usual way where nothing is named', () => {
    expect(choiceOf({}, offered)).toEqual({ layer: 'areas', format: 'xlsx', encoding: 'utf-8', datum: 'wgs84' });
  });

  it.each([
    [{ layer: 'households' }, { layer: 'areas' }],
    [{ format: 'kml' }, { format: 'xlsx' }],
    [
      { format: 'csv', encoding: 'gbk' },
      { format: 'csv', encoding: 'utf-8' },
    ],
    [
      { format: 'geojson', encoding: 'gb18030' },
      { format: 'geojson', encoding: 'utf-8' },
    ],
    [{ datum: 'bd09' }, { datum: 'wgs84' }],
  ])('passes over what there is not: %j', (given, taken) => {
    expect(choiceOf(given as Record<string, string>, offered)).toMatchObject(taken);
  });

  it('is nothing where no layer is offered', () => {
    expect(choiceOf({ layer: 'areas' }, [])).toBeNull();
  });

  it('has the encodings that the server has', () => {
    expect(encodingsOf).toEqual(formatEncodings);
  });
});

describe('what stands in the way of a layer as a file', () => {
  it('is that there is no row', () => {
    expect(hindranceOf({ count: 0, most: mostRows }, 'csv')).toBe('empty');
  });

  it('is nothing up to the most that a file holds', () => {
    expect(hindranceOf({ count: mostRows.xlsx, most: mostRows }, 'xlsx')).toBeNull();
  });

  it('is a row more, and the formats that hold it are named', () => {
    expect(hindranceOf({ count: mostRows.xlsx + 1, most: mostRows }, 'xlsx')).toEqual({
      most: mostRows.xlsx,
      others: ['csv', 'geojson', 'geojsonl'],
    });
  });

  it('names no other format where none holds it', () => {
    const most = Object.fromEntries(exportFormats.map((format) => [format, 10])) as typeof mostRows;
    expect(hindranceOf({ count: 11, most }, 'csv')).toEqual({ most: 10, others: [] });
  });
});
