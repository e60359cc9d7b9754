-- Values that would hurt somebody if a copy of the database got out are sealed by the application (AES-256-GCM), which alone
-- has the key. Exact search goes by a keyed digest. A column that ends in _plain waits to be sealed: the program does
-- that right after the migrations, and drops it.
create table sealing_key (
  key_id int primary key,
  -- A known text sealed with the key: tells a wrong key from the right one.
  check_value bytea not null,
  created_at timestamptz not null default now()
);
alter table resident rename column name to name_plain;
alter table resident rename column phone to phone_plain;
alter table resident rename column birth_date to birth_date_plain;
alter table resident alter column name_plain drop not null, alter column birth_date_plain drop not null,
  add column name bytea, add column name_digest bytea, add column phone bytea, add column phone_digest bytea,
  add column birth_date bytea, add column birth_year int check (birth_year between 1850 and 2200);
update resident set birth_year = extract(year from birth_date_plain);
create index resident_name_digest on resident (name_digest);
create index resident_phone_digest on resident (phone_digest);
alter table need_tag rename column basis to basis_plain;
alter table need_tag alter column basis_plain drop not null, add column basis bytea;
alter table diary_entry rename column body to body_plain;
alter table diary_entry alter column body_plain drop not null, add column body bytea;
