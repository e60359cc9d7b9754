import { expect, test } from 'vitest';
import type { Database } from '../../../../server/db/open.ts';
import { openAddresses } from '../../../../server/import/batches/addresses.ts';
import { type ImportReport, type ImportRequest, importFile } from '../../../../server/import/index.ts';
import { testSealer } from '../../../helpers/sealer.ts';
import { rolledBack } from '../database.ts';
import { temporaryFile } from '../files.ts';

const counts = ({ read, new: added, changed, same, rejected, united }: ImportReport) => ({
  ...{ read, new: added, changed, same, rejected, united },
});

function load(sql: Database, kind: ImportRequest['kind'], lines: string[], more: Partial<ImportRequest> = {}) {
  const file = temporaryFile(`${kind}.csv`, `${lines.join('\n')}\n`);
  return importFile(sql, { kind, file, sealer: testSealer, keepGood: true, ...more });
}

const reasons = ({ rejects }: ImportReport) => rejects.map(({ row, reason }) => [row, reason['zh-CN']]);

test('households find their building, stair and door, and make stairs that are missing', async () => {
  await rolledBack(async (sql) => {
    const lines = [
      '小区,楼栋,单元,楼层,室号,居住状态',
      // There already: 101室 is 101.
      '清河花园,1幢,1,1,101室,自住',
      '清河花园,1幢,1,2,201,空置',
      '清河花园,1幢,1,,302,出租',
      '清河花园,2幢,2,6,601,自住',
      '清河花园,2幢,2,6,601,自住',
      '清河花园,9幢,1,1,101,自住',
      '清河花园,1幢,,1,103,自住',
      ',1幢,1,1,104,自住',
    ];
    const dry = await load(sql, 'households', lines, { dry: true });
    expect(counts(dry)).toEqual({ read: 8, new: 2, changed: 1, same: 1, rejected: 3, united: 1 });
    expect(await sql`select id from household where unit_id = 31 and door = '302'`).toEqual([]);
    const report = await load(sql, 'households', lines);
    expect(counts(report)).toEqual(counts(dry));
    expect(report.tables).toMatchObject({ household: { new: 2, changed: 1, same: 1 }, unit: { new: 1 } });
    expect(reasons(report)).toEqual([
      [7, '找不到楼栋“清河花园 9幢”，或有几栋都符合'],
      [9, '找不到楼栋“1幢”，或有几栋都符合'],
      [8, '这栋楼有几个单元，请填写单元号'],
    ]);
    expect(await sql`select door_state from household where id = 42`).toEqual([{ door_state: 'empty' }]);
    expect(
      await sql`select u.unit_no, u.name, h.floor, h.door, h.door_state, h.area_code is not null as placed from household h
        join unit u on u.id = h.unit_id where h.change_id = ${report.change_id} and h.version = 1 order by h.building_id`,
    ).toEqual([
      { unit_no: 1, name: '1单元', floor: 3, door: '302', door_state: 'let', placed: true },
      { unit_no: 2, name: '2单元', floor: 6, door: '601', door_state: 'occupied', placed: true },
    ]);
    expect(counts(await load(sql, 'households', lines))).toMatchObject({ new: 0, changed: 0, same: 4 });
    await sql`select undo_change(${report.change_id}::bigint)`;
    expect(await sql`select door_state from household where id = 42`).toEqual([{ door_state: 'let' }]);
    expect(await sql`select id from unit where building_id = 22 and unit_no = 2`).toEqual([]);
  });
});

test('buildings are found by their id in the source, by their address, and by whoever resolves addresses', async () => {
  await rolledBack(async (sql) => {
    await sql`update building set source = '楼栋表', source_id = 'L7' where id = 21`;
    const lines = ['楼栋编号,地址,单元,室号', 'L7,,1,105', ',清河路18号2幢,1,205', ',清河花园二幢,,'];
    const report = await load(sql, 'households', lines, {
      addresses: await openAddresses(sql),
    });
    expect(reasons(report)).toEqual([[4, '「门牌（室号）」没有填写']]);
    const resolved = await load(sql, 'households', ['地址', '清河花园二幢二单元六零二', '清河花园999幢1单元101'], {
      addresses: await openAddresses(sql),
    });
    expect(counts(resolved)).toMatchObject({ new: 1, rejected: 1 });
    expect(reasons(resolved)[0]![1]).toContain('找不到楼栋“清河花园999幢1单元101”');
    // The cell to mend.
    expect(resolved.rejects[0]).toMatchObject({ column: 'address' });
    expect(
      await sql`select h.building_id, u.unit_no, h.floor, h.door from household h join unit u on u.id = h.unit_id
        where h.change_id in (${report.change_id}, ${resolved.change_id}) order by h.id`,
    ).toEqual([
      { building_id: 21, unit_no: 1, floor: 1, door: '105' },
      { building_id: 22, unit_no: 1, floor: 2, door: '205' },
      { building_id: 22, unit_no: 2, floor: 6, door: '602' },
    ]);
  });
});

test('residents are sealed, known by door and name, and compared to the day of birth', async () => {
  await rolledBack(async (sql) => {
    const lines = [
      '小区,楼栋,单元,室号,姓名,性别,出生日期,电话,关系,身份证号',
      // As they stand there, but for the last day of birth.
      '清河花园,1幢,1,101,张伟,男,1955-03-02,13800001234,head,',
      '清河花园,1幢,1,101,李秀英,女,1957-08-12,,spouse,',
      '清河花园,1幢,1,201,测试一,女,2001年2月3日,13012345678,,',
      '清河花园,1幢,1,909,测试二,男,2001-02-03,,,',
      '清河花园,1幢,1,201,测试三,不详,2001-02-03,,,',
      '清河花园,1幢,1,201,测试四,男,什么时候,,,',
    ];
    const report = await load(sql, 'residents', lines);
    expect(counts(report)).toEqual({ read: 6, new: 1, changed: 1, same: 1, rejected: 3, united: 0 });
    expect(report.dropped_columns).toEqual(['身份证号']);
    expect(reasons(report)).toEqual([
      [6, '「性别」应为 女、男 之一，现为“不详”；也可以在「对应列」里说明这种写法是哪一种'],
      [7, '「出生日期」看不出是什么时间，请写成 2024-05-01 08:30'],
      [5, '1单元没有“909”这一户，请先导入住户'],
    ]);
    expect(JSON.stringify(report)).not.toContain('测试');
    const [added] = await sql<
      { name: Buffer; phone: Buffer; birth_date: Buffer; birth_year: number; lives_here: boolean }[]
    >`
      select name, phone, birth_date, birth_year, lives_here from resident where household_id = 42 and id not in (53)`;
    expect([
      testSealer.open('resident.name', added!.name),
      testSealer.open('resident.phone', added!.phone),
      testSealer.open('resident.birth_date', added!.birth_date),
      added!.birth_year,
      added!.lives_here,
    ]).toEqual(['测试一', '13012345678', '2001-02-03', 2001, true]);
    const [changed] = await sql<{ birth_date: Buffer }[]>`select birth_date from resident where id = 52`;
    expect(testSealer.open('resident.birth_date', changed!.birth_date)).toBe('1957-08-12');
    expect(await sql`select registered_here from resident where id = 51`).toEqual([{ registered_here: true }]);
  });
});

test('an identity number is refused wherever it stands, also as a spreadsheet leaves it', async () => {
  await rolledBack(async (sql) => {
    const lines = [
      '小区,楼栋,单元,室号,姓名,性别,出生日期,电话',
      '清河花园,1幢,1,101,测试一,男,1990-03-07,99010619900307101X',
      '清河花园,1幢,1,101,测试二,男,1990-03-07,1.10105E+17',
      '清河花园,1幢,1,101,测试三,男,1990-03-07,990106199003077000',
      '清河花园,1幢,1,101,测试四,男,1990-03-07,990106199003077230',
    ];
    const report = await load(sql, 'residents', lines);
    const words = '「电话」含有身份证号码，本系统不得保存，请删去这一列或这些号码';
    // The last has a wrong check sign: it is some other number.
    // As a number in a table, the reader of tables has found it already.
    const excel = expect.stringContaining('被 Excel 当作数字');
    expect(reasons(report)).toEqual([
      [2, words],
      [3, excel],
      [4, words],
    ]);
    expect(report.new).toBe(1);
  });
});

test('a state that the catalogue does not know is refused, until somebody says what it stands for', async () => {
  await rolledBack(async (sql) => {
    const lines = ['小区,楼栋,单元,室号,住法', '清河花园,1幢,1,305,群居', '清河花园,1幢,1,306,空置'];
    const mapping = { compound_name: '小区', building_name: '楼栋', unit_no: '单元', door: '室号', door_state: '住法' };
    const report = await load(sql, 'households', lines, { mapping });
    expect(reasons(report)).toEqual([
      [2, '「住法」应为 自住、出租、空置、待核实 之一，现为“群居”；也可以在「对应列」里说明这种写法是哪一种'],
    ]);
    const told = await load(sql, 'households', lines, { mapping, codes: { door_state: { 群居: 'let' } } });
    expect(counts(told)).toMatchObject({ new: 1, same: 1, rejected: 0 });
    expect(
      await sql`select door, door_state from household where unit_id = 31 and door in ('305', '306') order by door`,
    ).toEqual([
      { door: '305', door_state: 'let' },
      { door: '306', door_state: 'empty' },
    ]);
  });
});

test('stairs are added and renamed', async () => {
  await rolledBack(async (sql) => {
    const lines = ['小区,楼栋,单元,单元名称', '清河花园,1幢,1,东单元', '清河花园,1幢,3,西单元', '清河花园,2幢,1,'];
    const report = await load(sql, 'units', lines);
    expect(counts(report)).toEqual({ read: 3, new: 1, changed: 1, same: 1, rejected: 0, united: 0 });
    expect(await sql`select unit_no, name from unit where building_id = 21 order by unit_no`).toEqual([
      { unit_no: 1, name: '东单元' },
      { unit_no: 2, name: '2单元' },
      { unit_no: 3, name: '西单元' },
    ]);
  });
});
