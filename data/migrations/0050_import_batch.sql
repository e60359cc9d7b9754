-- Files that come in, and what became of each: a batch is uploaded, looked into, counted in a dry run, applied in one transaction,
-- and can be taken out again as a whole. Every row knows the batch that brought it: registers by their change, other tables by batch_id.

-- import: whoever loads files, over the whole deployment only, as a file may hold rows of anywhere.
insert into role_right (role, right_name) values ('registrar', 'import');
create function may_import() returns boolean language sql stable parallel safe as $$ select '' = any (scope_of('import')) $$;

create table import_batch (
  id int generated always as identity primary key,
  -- Null: npm run import.
  made_by int references account,
  made_at timestamptz not null default now(),
  state text not null default 'uploading'
    check (state in ('uploading', 'read', 'checked', 'applied', 'undone', 'failed', 'discarded')),
  kind text not null,
  file_name text not null check (length(file_name) between 1 and 200),
  -- Names whose rows these are: the key of a row is (source, source_id).
  source text not null check (length(source) between 1 and 200),
  -- Of the file; received_bytes of them have come.
  size_bytes bigint not null check (size_bytes > 0),
  received_bytes bigint not null default 0 check (received_bytes between 0 and size_bytes),
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  -- False: the file was deleted.
  has_file boolean not null default true,
  -- The batch whose rejected rows this one mends.
  parent_id int references import_batch,
  -- What a person settled: server/api/imports/schema.ts, ImportSettings.
  settings jsonb not null default '{}',
  -- What the reader found and took things for (ImportFindings): names of columns, values of coded columns, no other cells.
  findings jsonb,
  -- ImportCounts of the dry run, then of the import.
  counts jsonb,
  -- Why it failed, or the last run of it ended: {"zh-CN", "en"}.
  failure jsonb,
  -- The moment of the transaction that wrote its rows: what is newer in them was changed since.
  applied_at timestamptz,
  change_id bigint,
  undone_at timestamptz,
  undone_by int references account,
  check (state not in ('applied', 'undone') or applied_at is not null)
);
create index import_batch_parent on import_batch (parent_id) where parent_id is not null;
create index import_batch_change on import_batch (change_id) where change_id is not null;
select class_columns('import_batch', 'internal', 'id made_by made_at state kind file_name source size_bytes received_bytes sha256 has_file parent_id');
select class_columns('import_batch', 'internal', 'settings findings counts failure applied_at change_id undone_at undone_by');

-- Rows that were not loaded, or would not be, as the last run found them.
create table import_reject (
  id bigint generated always as identity primary key,
  batch_id int not null references import_batch on delete cascade,
  -- As the reader counts them: a line, the row of a sheet, way/12.
  row_label text not null,
  column_name text,
  -- What is wrong, in words that may quote the cell; never of a sealed field.
  zh text not null,
  en text not null
);
create index import_reject_batch on import_reject (batch_id, id);
select class_columns('import_reject', 'internal', 'id batch_id row_label column_name');
select class_columns('import_reject', 'personal', 'zh en');

-- Cells that were mended in place: they are read instead of what the file says.
create table import_fix (
  id bigint generated always as identity primary key,
  batch_id int not null references import_batch on delete cascade,
  row_label text not null,
  column_name text not null,
  -- Sealed by the application, as it may be anything.
  value bytea not null,
  made_by int references account,
  made_at timestamptz not null default now(),
  unique (batch_id, row_label, column_name)
);
select class_columns('import_fix', 'internal', 'id batch_id row_label column_name made_by made_at');
select class_columns('import_fix', 'sensitive', 'value');

-- What people have settled before: which column fills which field, which value is which code. Proposed again, never applied unseen.
create table import_memory (
  kind text not null,
  about text not null check (about in ('column', 'value')),
  -- For a column the hash of its table's whole set of columns, or empty.
  field text not null default '',
  given text not null check (length(given) <= 200),
  -- The field, or the code.
  meaning text not null check (length(meaning) <= 200),
  times int not null default 1 check (times > 0),
  last_at timestamptz not null default now(),
  primary key (kind, about, field, given, meaning)
);
select class_columns('import_memory', 'internal', 'kind about field given meaning times last_at');

-- Rows of tables without a past, as they were before a batch changed or deleted them.
create table import_before (
  batch_id int not null references import_batch on delete cascade,
  table_name text not null,
  row_id int not null,
  -- False: changed.
  deleted boolean not null,
  before jsonb not null,
  primary key (batch_id, table_name, row_id)
);
select class_columns('import_before', 'internal', 'batch_id table_name row_id deleted');
select class_columns('import_before', 'personal', 'before');

-- No reference: batches stay for years, and a million rows would each be looked up.
do $$
declare
  loaded text;
begin
  foreach loaded in array array['land', 'waterway', 'road', 'place', 'boundary', 'patrol_point', 'incident'] loop
    execute format('alter table %I add column batch_id int', loaded);
    perform class_columns(loaded, 'internal', 'batch_id');
  end loop;
end $$;

-- A deleted point says which batch it was of, too; by name, as its columns no longer stand in the order of the points'.
alter table patrol_point_gone add column batch_id int;
select class_columns('patrol_point_gone', 'internal', 'batch_id');
create or replace function keep_gone_point() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from patrol_point_gone where id = old.id or gone_at < now() - interval '30 days';
  insert into patrol_point_gone (id, area_code, squad_id, kind, name, address, window_start, window_end, dwell_min, wanted_visits,
      geometry, source, source_id, updated_at, priority, optional, gap_min, people, code, version, batch_id)
    values (old.id, old.area_code, old.squad_id, old.kind, old.name, old.address, old.window_start, old.window_end, old.dwell_min,
      old.wanted_visits, old.geometry, old.source, old.source_id, old.updated_at, old.priority, old.optional, old.gap_min, old.people,
      old.code, old.version, old.batch_id);
  return null;
end $$;

alter table import_batch enable row level security;
alter table import_reject enable row level security;
alter table import_fix enable row level security;
alter table import_memory enable row level security;
alter table import_before enable row level security;
grant select, insert (made_by, kind, file_name, source, size_bytes, parent_id, settings) on import_batch to jingwei_api;
grant update (state, received_bytes, sha256, settings, counts, failure, has_file) on import_batch to jingwei_api;
grant select on import_reject to jingwei_api;
grant select, insert, update, delete on import_fix to jingwei_api;
create policy import_batch_seen on import_batch for select to jingwei_api using ((select may_import()));
create policy import_batch_made on import_batch for insert to jingwei_api
  with check ((select may_import()) and made_by = (select current_account()));
-- What was applied, the program that applies writes, and the one that takes it out.
create policy import_batch_settled on import_batch for update to jingwei_api
  using ((select may_import()) and state in ('uploading', 'read', 'checked', 'failed'))
  with check (state in ('uploading', 'read', 'failed', 'discarded'));
create policy import_reject_seen on import_reject for select to jingwei_api using ((select may_import()));
create policy import_fix_kept on import_fix for all to jingwei_api
  using ((select may_import())) with check ((select may_import()) and made_by = (select current_account()));

-- A change can also be taken back from the list of changes: its batch then is undone, and applied again when that is taken back.
create function follow_import_undone() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  first_change bigint := new.undoes;
  stands boolean;
begin
  loop
    exit when not exists (select from change where id = first_change and undoes is not null);
    select undoes into first_change from change where id = first_change;
  end loop;
  if exists (select from import_batch where change_id = first_change) then
    stands := change_stands(first_change);
    update import_batch set state = case when stands then 'applied' else 'undone' end,
      undone_at = case when stands then null else new.made_at end,
      undone_by = case when stands then null else new.account_id end
    where change_id = first_change;
  end if;
  return null;
end $$;
create trigger change_of_import_undone after update of undoes on change
  for each row when (new.undoes is not null) execute function follow_import_undone();

-- As before, but it looks first whether the household was ever joined to another: imports make a hundred thousand at once.
create or replace function move_records(of_household int, away boolean) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  moved record;
begin
  if not exists (select from joined_record where household_id = of_household) then return; end if;
  for moved in select c.* from household_columns() c
    where exists (select from joined_record where household_id = of_household and table_name = c.of_table::text)
  loop
    execute format('update %1$s t set %2$I = case when $2 then kept_id else $1 end from joined_record j
      where j.household_id = $1 and j.table_name = $3 and j.row_id = t.id and j.was is null
        and t.%2$I = case when $2 then $1 else kept_id end',
      moved.of_table, moved.of_column) using of_household, away, moved.of_table::text;
    if away then
      execute format('delete from %1$s t using joined_record j
        where j.household_id = $1 and j.table_name = $2 and j.row_id = t.id and j.was is not null and t.%2$I = $1',
        moved.of_table, moved.of_column) using of_household, moved.of_table::text;
    else
      execute format('insert into %1$s overriding system value select (jsonb_populate_record(null::%1$s, was)).* from joined_record
        where household_id = $1 and table_name = $2 and was is not null order by row_id on conflict do nothing',
        moved.of_table) using of_household, moved.of_table::text;
    end if;
  end loop;
end $$;

insert into retention_rule (position, rule, table_name, keep_days, overdue)
select (select max(position) from retention_rule) + row_number() over (), given.* from (values
  ('import_reject', 'import_reject', 90, 'batch_id in (select id from import_batch where made_at < $1)'),
  -- Until then a batch of a table without a past can be undone.
  ('import_before', 'import_before', 365, 'batch_id in (select id from import_batch where applied_at < $1)'),
  ('import_batch', 'import_batch', 1825, 'made_at < $1 and not exists (select from import_batch c where c.parent_id = import_batch.id)')
) given (rule, table_name, keep_days, overdue);
update retention_rule set key_column = 'batch_id' where rule = 'import_before';
