import { expect, test } from 'vitest';
import { checkDimension, WorldCheck } from '../../../server/import/coordinates.ts';
import { holdsIdentityNumber, isForbidden } from '../../../server/import/forbidden.ts';
import { layers } from '../../../server/import/layers.ts';
import { dateOf, timestampOf } from '../../../server/import/times.ts';
import type { RowFault } from '../../../server/import/types.ts';
import { columnValue } from '../../../server/import/values.ts';
import { toHexWkb } from '../../../server/import/wkb.ts';

const column = (kind: keyof typeof layers, name: string) => layers[kind].columns.find((one) => one.name === name)!;

test.each([
  ['2024-05-01 08:30:15', 'Asia/Shanghai', '2024-05-01T00:30:15.000Z'],
  ['2024/5/1 8:30', 'Asia/Shanghai', '2024-05-01T00:30:00.000Z'],
  ['2024年5月1日8时30分', 'Asia/Shanghai', '2024-05-01T00:30:00.000Z'],
  ['20240501083015', 'Asia/Shanghai', '2024-05-01T00:30:15.000Z'],
  ['2024-05-01', 'Asia/Shanghai', '2024-04-30T16:00:00.000Z'],
  ['2024-05-01T08:30:00.250Z', 'Asia/Shanghai', '2024-05-01T08:30:00.250Z'],
  ['2024-05-01 08:30:00-05:00', 'Asia/Shanghai', '2024-05-01T13:30:00.000Z'],
  ['1714523400', 'Asia/Shanghai', '2024-05-01T00:30:00.000Z'],
  ['2010-01-01 06:00:00', 'UTC', '2010-01-01T06:00:00.000Z'],
  ['2010-07-01 12:00', 'America/Chicago', '2010-07-01T17:00:00.000Z'],
  ['2010-01-01 12:00', 'America/Chicago', '2010-01-01T18:00:00.000Z'],
  // Skipped and repeated hours of 2010 in Chicago: the offset before the change.
  ['2010-03-14 02:30', 'America/Chicago', '2010-03-14T08:30:00.000Z'],
  ['2010-11-07 01:30', 'America/Chicago', '2010-11-07T06:30:00.000Z'],
  // China kept summer time until 1991.
  ['1990-07-01 12:00', 'Asia/Shanghai', '1990-07-01T03:00:00.000Z'],
])('%s in %s is %s', (text, zone, expected) => {
  expect(timestampOf({ name: 'reported_at' }, text, zone)).toBe(expected);
});

test.each([
  ['5/1/2024', 'reported_at "5/1/2024" cannot be read as a time; day and month could be taken for each other'],
  ['2024-02-30', 'reported_at "2024-02-30" is no day or time of the calendar'],
  ['2024-05-01 25:00', 'reported_at "2024-05-01 25:00" is no day or time of the calendar'],
  ['yesterday', 'reported_at "yesterday" cannot be read as a time'],
])('%s is refused', (text, message) => {
  expect(() => timestampOf({ name: 'reported_at' }, text, 'UTC')).toThrow(message);
});

test('what is wrong is said in both languages with the field, of a sealed one without its value', () => {
  const wrong = (sealed: boolean) => {
    try {
      columnValue({ ...column('buildings', 'built_year'), sealed }, '三十年前', 'UTC');
    } catch (fault) {
      return fault as RowFault;
    }
  };
  expect(wrong(false)).toMatchObject({
    column: 'built_year',
    sentence: {
      'zh-CN': '「建成年份」应为数字，现为“三十年前”',
      en: 'built_year should be a number, but is "三十年前"',
    },
  });
  expect(wrong(true)?.sentence).toEqual({ 'zh-CN': '「建成年份」应为数字', en: 'built_year should be a number' });
});

test('a moment gives the day that it is in the zone', () => {
  expect(dateOf({ name: 'confirmed_on' }, '2024-05-01T20:00:00Z', 'Asia/Shanghai')).toBe('2024-05-02');
  expect(dateOf({ name: 'confirmed_on' }, '2024-05-01', 'America/Chicago')).toBe('2024-05-01');
});

test.each<[keyof typeof layers, string, unknown, string | null]>([
  ['buildings', 'floor_count', '6', '6'],
  ['buildings', 'floor_count', 'NA', null],
  ['buildings', 'floor_count', '6层', '6'],
  ['buildings', 'floor_count', '十二层', '12'],
  ['buildings', 'floor_count', '１８', '18'],
  ['buildings', 'height_m', '18.5 米', '18.5'],
  ['buildings', 'built_year', '1998年', '1998'],
  ['organisations', 'staff_count', '1,250人', '1250'],
  ['buildings', 'name', ' 垂柳苑 ', '垂柳苑'],
  ['compounds', 'owners_committee', '有', 'true'],
  ['compounds', 'owners_committee', 0, 'false'],
  ['incidents', 'category', '环境卫生', 'environment'],
  ['incidents', 'severity', 'Urgent', 'urgent'],
  ['facilities', 'kind', '公共厕所', 'toilet'],
  ['facilities', 'kind', 'kiosk', 'kiosk'],
  ['patrol-points', 'window_start', '8:05', '08:05:00'],
  ['devices', 'confirmed_on', '2024/5/1', '2024-05-01'],
])('%s.%s %j is read as %j', (kind, name, given, expected) => {
  expect(columnValue(column(kind, name), given, 'Asia/Shanghai')).toBe(expected);
});

test.each<[keyof typeof layers, string, unknown, string]>([
  ['buildings', 'floor_count', '6.5', 'floor_count should be a whole number, but is "6.5"'],
  ['buildings', 'floor_count', '900', 'floor_count should lie between 1 and 200, but is "900"'],
  ['buildings', 'floor_count', '6米', 'floor_count should be a number, but is "6米"'],
  ['organisations', 'staff_count', '1,25', 'staff_count should be a number, but is "1,25"'],
  ['buildings', 'height_m', 'tall', 'height_m should be a number, but is "tall"'],
  ['buildings', 'name', ['a'], 'name should be one value, but is a list'],
  ['devices', 'status', 'lost', 'status should be one of working, faulty, off, but is "lost"'],
  ['devices', 'sign_up', 'maybe', 'sign_up should be yes or no, but is "maybe"'],
  ['patrol-points', 'window_start', '25:00', 'window_start should be a time of day such as 18:00, but is "25:00"'],
])('%s.%s %j is refused', (kind, name, given, message) => {
  expect(() => columnValue(column(kind, name), given, 'UTC')).toThrow(message);
});

test('columns that must never be held are known by their names', () => {
  const forbidden = [
    '车牌号',
    'plateNo',
    'licence_plate',
    'License Plate',
    'IMEI',
    'mac-address',
    'deviceId',
    'phone_id',
    'faceImage',
    '人脸照片',
    'video_url',
    '民族',
    'ethnicity',
    'religion',
    '宗教信仰',
    '信访次数',
    'petition',
    '社区矫正',
    '吸毒史',
    '精神障碍',
    '刑满释放',
    'mental_illness',
    'criminalRecord',
  ];
  expect(forbidden.filter((name) => !isForbidden(name))).toEqual([]);
  const allowed = [
    'name',
    'surface',
    'interface',
    'machine',
    'template',
    'plates_count',
    'phone',
    '电话',
    'device',
    'kind',
    'type',
    '精神文明单位',
    'correction_m',
    'addr:place',
    'track',
  ];
  expect(allowed.filter(isForbidden)).toEqual([]);
});

test('positions outside the world are refused, and majority decides whether they are swapped', () => {
  const check = new WorldCheck();
  const point = (lon: number, lat: number) => ({ type: 'Point' as const, coordinates: [lon, lat] });
  expect(() => check.check(point(30, 120))).toThrow(
    'the position 30, 120 is outside the world (longitude ±180, latitude ±90 degrees); longitude and latitude may be swapped',
  );
  expect(check.looksSwapped).toBe(true);
  check.check(point(120, 30));
  expect(check.looksSwapped).toBe(false);
  expect(() => check.check(point(440_000, 3_500_000))).toThrow(
    'the position 440000, 3500000 is outside the world (longitude ±180, latitude ±90 degrees)',
  );
  expect(() =>
    check.check({
      type: 'LineString',
      coordinates: [
        [0, 0],
        [Number.NaN, 0],
      ],
    }),
  ).toThrow(/outside the world/);
});

test('a layer takes shapes that can become its own', () => {
  expect(() =>
    checkDimension(
      {
        type: 'LineString',
        coordinates: [
          [0, 0],
          [1, 1],
        ],
      },
      0,
    ),
  ).toThrow('this layer holds points, but the row is a LineString');
  expect(() =>
    checkDimension(
      {
        type: 'MultiPoint',
        coordinates: [
          [0, 0],
          [1, 1],
        ],
      },
      0,
    ),
  ).toThrow('this layer holds points, but the row has 2 of them');
  expect(() => checkDimension({ type: 'Point', coordinates: [0, 0] }, 2)).toThrow(
    'this layer holds polygons, but the row is a Point',
  );
  expect(() =>
    checkDimension(
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 0],
          ],
        ],
      },
      0,
    ),
  ).not.toThrow();
});

test('geometry as hexadecimal EWKB in two dimensions', () => {
  expect(toHexWkb({ type: 'Point', coordinates: [1, 2, 99] })).toBe(
    '0101000020e6100000000000000000f03f0000000000000040',
  );
  expect(toHexWkb({ type: 'MultiPoint', coordinates: [[1, 2]] })).toBe(
    '0104000020e6100000010000000101000000000000000000f03f0000000000000040',
  );
  const ring = Array.from({ length: 9000 }, (_value, i) => [i, i]);
  expect(toHexWkb({ type: 'Polygon', coordinates: [ring] })).toHaveLength(2 * (9 + 4 + 4 + 16 * 9000));
});

test.each([
  ['99010619900307101X', true],
  ['身份证 99010619900307101x，本人', true],
  // What a spreadsheet makes of one.
  ['990106199003071000', true],
  ['9.90106E+17', true],
  ['990106199003071019', false],
  ['9901061990030710', false],
  ['A99010619900307101X', false],
  ['13800001234', false],
])('%s holds an identity number: %s', (text, expected) => {
  expect(holdsIdentityNumber(text)).toBe(expected);
});
