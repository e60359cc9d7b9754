import { describe, expect, it } from 'vitest';
import { testDatabase } from '../helpers/database.ts';

describe('classes of data', () => {
  it('are given to every column of every table, and to nothing else', async () => {
    const { sql } = await testDatabase();
    // The reference systems of PostGIS are its own.
    const columns = sql`select c.relname::text as table_name, a.attname::text as column_name
      from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped
        and c.relname <> 'spatial_ref_sys'`;
    const without = await sql`${columns} except select table_name, column_name from data_class order by 1, 2`;
    expect(without.map(({ table_name, column_name }) => `${table_name}.${column_name}`)).toEqual([]);
    const left = await sql`select table_name, column_name from data_class except (${columns}) order by 1, 2`;
    expect(left.map(({ table_name, column_name }) => `${table_name}.${column_name}`)).toEqual([]);
  });

  it('sensitive: sealed or a digest where it stands, or out of reach of the role of requests', async () => {
    const { sql } = await testDatabase();
    const rows = await sql<{ name: string; type: string; readable: boolean }[]>`
      select d.table_name || '.' || d.column_name as name, c.udt_name as type,
        has_column_privilege('jingwei_api', d.table_name, d.column_name, 'select') as readable
      from data_class d join information_schema.columns c using (table_name, column_name)
      where d.class = 'sensitive' and c.table_schema = current_schema order by 1`;
    expect(rows.length).toBeGreaterThanOrEqual(11);
    expect(rows.filter(({ type, readable }) => type !== 'bytea' && readable)).toEqual([]);
    // What is no bytes is a hash by its own making.
    expect(rows.filter(({ type }) => type !== 'bytea').map(({ name }) => name)).toEqual(['credential.password_hash']);
    const out = [
      'credential.password_hash',
      'second_factor.secret',
      'patrol_walk.pass_digest',
      'patrol_walk.pass_sealed',
    ];
    expect(rows.filter(({ name, readable }) => out.includes(name) && readable)).toEqual([]);
  });

  it('cannot be changed by requests, nor anything but through what is granted', async () => {
    const { sql } = await testDatabase();
    const rows = await sql<{ name: string }[]>`
      select t.table_name || ' ' || p as name from information_schema.tables t, unnest(array['insert', 'update', 'delete', 'truncate']) p
      where t.table_schema = current_schema and t.table_type = 'BASE TABLE' and t.table_name <> 'spatial_ref_sys'
        and has_table_privilege('jingwei_api', t.table_name, p) order by 1`;
    expect(rows.map(({ name }) => name)).toEqual([
      'account insert',
      'account_grant insert',
      'audit_event insert',
      'building delete',
      'building insert',
      'building update',
      'compound delete',
      'compound insert',
      'compound update',
      'device delete',
      'device insert',
      'device update',
      'duty_body delete',
      'duty_body insert',
      'duty_body update',
      'duty_holder delete',
      'duty_holder insert',
      'duty_holder update',
      'duty_set insert',
      'emergency_resource delete',
      'facility delete',
      'facility insert',
      'facility update',
      'geocode_review insert',
      'geocode_synonym delete',
      'geocode_synonym insert',
      'hand_over insert',
      'household delete',
      'household insert',
      'household update',
      'import_fix delete',
      'import_fix insert',
      'import_fix update',
      'need_tag delete',
      'need_tag insert',
      'need_tag update',
      'need_tag_past delete',
      'opening insert',
      'organisation delete',
      'organisation insert',
      'organisation update',
      'patrol_plan delete',
      'patrol_point delete',
      'patrol_shift delete',
      'patrol_street delete',
      'patrol_walk delete',
      'reply insert',
      'report_pack insert',
      'resident delete',
      'resident insert',
      'resident update',
      'resident_past delete',
      'token insert',
      'unit delete',
      'unit insert',
      'unit update',
      'visit delete',
      'wall delete',
      'wall insert',
      'wall_scene delete',
      'wall_scene insert',
    ]);
  });
});
