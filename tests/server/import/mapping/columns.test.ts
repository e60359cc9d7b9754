import { describe, expect, it } from 'vitest';
import type { RememberedColumn } from '../../../../server/import/mapping/index.ts';
import { sheetOf } from '../../../../server/import/mapping/index.ts';
import * as life from './real-life.ts';
import { fieldsOf, matched, sheet } from './sheets.ts';

const one = (kind: Parameters<typeof matched>[0], given: Parameters<typeof matched>[1], column: string) =>
  matched(kind, given).find((match) => match.column === column)!;

describe('columns of sheets as offices send them', () => {
  it.each([
    [
      'residents',
      life.population,
      {
        与户主关系: 'relation',
        '姓名*': 'person_name',
        '性 别': 'sex',
        '出生日期（年-月-日）': 'birth_date',
        '联系电话(手机)': 'phone',
        小区名称: 'compound_name',
        楼栋号: 'building_name',
        单元: 'unit_no',
        房号: 'door',
        是否常住: 'lives_here',
      },
    ],
    [
      'households',
      life.flats,
      {
        项目名称: 'compound_name',
        楼幢: 'building_name',
        单元门: 'unit_no',
        所在层: 'floor',
        室牌号码: 'door',
        房屋使用情况: 'door_state',
      },
    ],
    [
      'incidents',
      life.cases,
      {
        'Incident #': 'incident_code',
        'Offense Type': 'category',
        'Date/Time Occured': 'reported_at',
        'Block Address': 'address',
        'X Coordinate': 'lon',
        'Y Coordinate': 'lat',
        Priority: 'severity',
        'Case Status': 'status',
      },
    ],
    [
      'buildings',
      life.cutOff,
      {
        OBJECTID: 'source_id',
        BUILDING_N: 'name',
        BUILDING_T: 'kind',
        FLOOR_COUN: 'floor_count',
        HEIGHT_M: 'height_m',
        CONSTRUCTI: 'built_year',
        建筑地: 'address',
      },
    ],
    [
      'facilities',
      life.nonsense,
      { F1: 'source_id', F2: 'name', F3: 'kind', F4: 'address', F5: 'lon', F6: 'lat', F7: 'confirmed_on' },
    ],
    [
      'organisations',
      life.shops,
      {
        统一社会信用代码: 'source_id',
        企业名称: 'name',
        行业类别: 'kind',
        经营地址: 'address',
        '员工人数(人)': 'staff_count',
      },
    ],
    [
      'facilities',
      life.traditional,
      {
        '1.設施編號': 'source_id',
        '2.設施名稱（全稱）': 'name',
        '3.設施類別': 'kind',
        '4.詳細地址': 'address',
        '5.東坐標(m)': 'lon',
        '6.北坐標(m)': 'lat',
        '7.管理單位': 'operator',
        '8.核實日期': 'confirmed_on',
      },
    ],
  ] as const)('%s', (kind, given, expected) => {
    expect(fieldsOf(kind, given)).toEqual(expected);
  });

  it('are surer by their names than by what they hold', () => {
    const sure = matched('facilities', life.traditional).map(({ confidence }) => confidence);
    expect(Math.min(...sure)).toBeGreaterThanOrEqual(0.85);
    const guessed = matched('facilities', life.nonsense).map(({ confidence }) => confidence);
    expect(Math.max(...guessed)).toBeLessThan(0.9);
    expect(Math.min(...guessed)).toBeGreaterThanOrEqual(0.5);
  });

  it('come with reasons in words, which quote no cell', () => {
    expect(one('facilities', life.nonsense, 'F3').reason).toEqual({
      'zh-CN': '列里的值都在「类型」目录里',
      en: 'all its values are in the list of Kind',
    });
    expect(one('organisations', life.shops, '注册地址').reason['zh-CN']).toBe('也像是「地址」，但列“经营地址”更合适');
    expect(one('buildings', life.cutOff, 'BUILDING_N').reason.en).toBe('it looks like "buildingname", cut off');
    const all = matched('residents', life.population).map(({ reason }) => `${reason['zh-CN']} ${reason.en}`);
    expect(all.filter((text) => /王建国|李秀英|1380000|1958|99010/.test(text))).toEqual([]);
  });
});

describe('a field', () => {
  it('gets the column that is best for all together, not the first', () => {
    // People were of two minds about 标牌; 名称 can only be the name.
    const memory = ['name', 'address'].map((field) => ({ column: '标牌', field, times: 2, sheet: '' }));
    const given = sheet('标牌|名称\n甲|垂柳苑\n乙|清河花园');
    expect(fieldsOf('compounds', given, memory)).toEqual({ 标牌: 'address', 名称: 'name' });
    expect(fieldsOf('compounds', sheet('标牌\n甲\n乙'), memory)).toEqual({ 标牌: 'name' });
    const two = sheet('楼层|总层数|地下层数\n6|7|1\n5|6|0');
    expect(fieldsOf('buildings', two)).toEqual({ 总层数: 'floor_count', 地下层数: 'basement_count' });
  });

  it('of two that are called so gets the one that holds what it takes', () => {
    const given = sheet('类别|设施类型|名称\n01|健身点|东门\n02|公共厕所|西门\n03|消火栓|北门');
    expect(fieldsOf('facilities', given)).toEqual({ 设施类型: 'kind', 名称: 'name' });
  });

  it('is not filled by what merely resembles a known word', () => {
    const given = sheet('建筑面积|年龄|楼栋长|备注\n512.2|35|孙强|好\n498.1|62|周敏|差');
    expect(fieldsOf('buildings', given)).toEqual({});
    expect(fieldsOf('residents', given)).toEqual({});
  });

  it('is none for the words in which OpenStreetMap names its elements', () => {
    const given = sheet('@type|@id|name|building:levels\nway|1001|垂柳苑|6\nway|1002|清河花园|5');
    expect(fieldsOf('buildings', given)).toEqual({
      '@id': 'source_id',
      name: 'name',
      'building:levels': 'floor_count',
    });
  });

  it('is found through one slip of the pen', () => {
    const given = sheet('longtitude|lattitude|adress|nmae\n118.7912|32.0611|a|b');
    expect(fieldsOf('facilities', given)).toEqual({ longtitude: 'lon', lattitude: 'lat', adress: 'address' });
  });

  it('with names that put it in doubt is less sure', () => {
    const right = one('buildings', sheet('层数\n6\n5'), '层数');
    const wrong = one('buildings', sheet('层数\n砖混\n框架'), '层数');
    expect(wrong).toMatchObject({
      field: 'floor_count',
      reason: { 'zh-CN': '列名是「地上层数」的另一种叫法，但列里多数不是数字' },
    });
    expect(wrong.confidence).toBeLessThan(0.7);
    expect(right.confidence).toBeGreaterThan(0.9);
  });
});

describe('columns that must never be held', () => {
  const forbidden = (...args: Parameters<typeof matched>) =>
    matched(...args).flatMap((match) => (match.forbidden ? [match.column] : []));

  it('are known by their names', () => {
    expect(forbidden('residents', life.population)).toEqual(['公民身份号码', '民族', '宗教信仰']);
  });

  it('are known by what they hold, whatever they are called', () => {
    const given = sheet(`
c1|c2|c3|c4|c5|c6|c7|c8|c9
99010619580302101X|1.10105E+17|汉族|佛教|苏A12345|00:1a:2b:3c:4d:5e|490154203237518|常住|rtsp://10.0.0.1/a
990106196011201024|9.90106E+17|回族||苏A·D1234|00:1a:2b:3c:4d:5f|356938035643809|流动|rtsp://10.0.0.2/a
990106198507151030|9.90106E+17|汉族|无|浙B88888|00:1a:2b:3c:4d:60|352099001761481|常住|rtsp://10.0.0.3/a
99010620150109202X|9.90106E+17|汉族|无|浙B88889|00:1a:2b:3c:4d:61|356938035643809|社区矫正人员|rtsp://10.0.0.4/a`);
    expect(forbidden('residents', given)).toEqual(['c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8', 'c9']);
  });

  it('are not what only sounds like it', () => {
    const given = sheet(`
事件类型|地址|名称|编号
涉毒|民族路12号|清河精神病医院|91990106MA1AAAAA1X
信访|民族路14号|社区戒毒工作站|91990106MA1BBBBB2X`);
    expect(forbidden('incidents', given)).toEqual([]);
    expect(forbidden('organisations', given)).toEqual(['事件类型']);
  });
});

describe('what people settled before', () => {
  const column = (name: string, field: string, times = 1, among = ''): RememberedColumn => ({
    column: name,
    ...{ field, times, sheet: among },
  });
  const given = sheet('楼名|备用名|位置说明\n垂柳苑3幢|甲|清河路18号\n垂柳苑5幢|乙|清河路20号');

  it('outranks the name', () => {
    expect(fieldsOf('buildings', given)).toEqual({ 楼名: 'name', 位置说明: 'address' });
    const memory = [column('备用名', 'name', 3)];
    expect(fieldsOf('buildings', given, memory)).toMatchObject({ 备用名: 'name' });
    expect(matched('buildings', given, memory)[1]).toMatchObject({ reason: { 'zh-CN': '以前这样对应过' } });
  });

  it('is as sure as people were at one', () => {
    const alone = sheet('备用名\n甲\n乙');
    const sure = matched('buildings', alone, [column('备用名', 'name', 4)])[0]!;
    const divided = matched('buildings', alone, [column('备用名', 'name', 4), column('备用名', 'address', 3)])[0]!;
    expect([sure.field, divided.field]).toEqual(['name', 'name']);
    expect(divided.confidence).toBeLessThan(sure.confidence - 0.1);
    // A plain name beside it is then the better one.
    const memory = [column('备用名', 'name', 4), column('备用名', 'address', 3)];
    expect(fieldsOf('buildings', given, memory)).toMatchObject({ 楼名: 'name' });
  });

  it('of the whole sheet decides alone, also what is left out', () => {
    const among = sheetOf(given.columns);
    const memory = [
      column('备用名', 'name', 9),
      ...[column('楼名', 'name', 1, among), column('备用名', '', 1, among), column('位置说明', '', 1, among)],
    ];
    const found = matched('buildings', given, memory);
    expect(found.map(({ field }) => field)).toEqual(['name', null, null]);
    expect(found[0]).toMatchObject({ confidence: 0.99 });
    expect(found[2]!.reason.en).toBe('it was left out of a sheet with the same columns');
    const other = { ...given, columns: given.columns.slice(0, 2) };
    expect(fieldsOf('buildings', other, memory)).toEqual({ 备用名: 'name' });
  });

  it('cannot bring back what must never be held', () => {
    expect(matched('residents', life.population, [column('民族', 'relation', 9)])[8]).toMatchObject({
      forbidden: true,
    });
  });
});

it('no columns, and no fields, give nothing', () => {
  expect(matched('buildings', { columns: [], rows: [] })).toEqual([]);
  expect(matched('buildings', { columns: ['层数'], rows: [] })).toMatchObject([{ field: 'floor_count' }]);
});
