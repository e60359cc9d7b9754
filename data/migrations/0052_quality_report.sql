-- The report on data quality of areas that are too wide to be looked through while somebody waits: made by night, the last one is kept. Counts
-- only; those of households and people are shown to who sees their doors.
create table quality_report (
  area_code text collate "C" primary key check (area_code ~ '^[0-9]+$'),
  made_at timestamptz not null,
  -- How long making it took.
  took_ms int not null check (took_ms >= 0),
  report jsonb not null
);
select class_columns('quality_report', 'internal', 'area_code made_at took_ms report');
alter table quality_report enable row level security;
grant select on quality_report to jingwei_api;
create policy quality_report_seen on quality_report for select to jingwei_api
  using (area_code ^@ any ((select scope_of('doors') || scope_of('arrange') || scope_of('register'))::text[]));
