-- The past as the present: in schema `past`, every register under its own name, as it was on the day `jingwei.as_of` by what was
-- known at the moment `jingwei.as_known` (unset: today, and all that is known). A request that asks for a day looks there first
-- (search_path), so that a query is written once. The views have the rights of whoever asks.
drop schema if exists past cascade;
create schema past;
grant usage on schema past to jingwei_api;

create or replace function past_on() returns date language sql stable parallel safe as $$
  select coalesce(nullif(current_setting('jingwei.as_of', true), '')::date, current_date)
$$;
create or replace function past_known() returns timestamptz language sql stable parallel safe as $$
  select coalesce(nullif(current_setting('jingwei.as_known', true), '')::timestamptz, '9999-12-31')
$$;

do $$
declare
  kept text;
  columns text;
begin
  for kept in select left(relname, -5) from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relname like '%\_past' order by 1
  loop
    select string_agg(quote_ident(attname), ', ' order by attnum) into columns from pg_attribute
      where attrelid = ('public.' || kept)::regclass and attnum > 0 and not attisdropped;
    execute format('create view past.%1$I with (security_invoker = true) as
      select %2$s from public.%1$I where true_from <= public.past_on() and known_from <= public.past_known()
      union all
      select %2$s from public.%3$I where true_from <= public.past_on() and known_from <= public.past_known()
        and public.past_known() < withdrawn_at and (public.past_known() < known_to or public.past_on() < true_to)',
      kept, columns, kept || '_past');
    execute format('grant select on past.%I to jingwei_api', kept);
  end loop;
end $$;
