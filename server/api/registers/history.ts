import type { Database } from '../../db/open.ts';
import { plainValues, type Sight, shown } from './rows.ts';
import { fieldsOf, type HistoryEntry, type Register, type Value, type Values } from './schema.ts';
import { findChanges, isConfirmed, listVersions, type StoredVersion } from './sql.ts';
import { same } from './values.ts';

/**
 * What was said of a row, field by field, newest first: each step from one version to the next, and its first values. Empty where there is
 * no row that the caller may see. What stood there before the registers kept their past has no change and is left out.
 */
export async function historyOf(sql: Database, register: Register, id: number, sight: Sight): Promise<HistoryEntry[]> {
  const versions = (await listVersions(sql, register, id)).sort((one, other) => other.version - one.version);
  const changes = await findChanges(
    sql,
    versions.flatMap(({ change_id }) => change_id ?? []),
  );
  const names = [...fieldsOf[register].map(({ name }) => name), ...(isConfirmed(register) ? ['confirmed_on'] : [])];
  const said = versions.map((version) => valuesOf(register, version, sight));
  return versions.flatMap((version, at) => {
    const change = version.change_id === null ? undefined : changes.get(version.change_id);
    if (!change) return [];
    const [now, before] = [said[at]!, said[at + 1]];
    return names
      .filter((name) => !same(now[name], before?.[name]))
      .map((name) => ({
        change_id: Number(change.id),
        ...{ kind: change.kind, made_at: change.made_at, made_by: change.account_name, source: change.source },
        true_from: version.true_from === '-infinity' ? null : version.true_from,
        field: name,
        old: shownOf(register, name, before?.[name] ?? null, sight),
        new: shownOf(register, name, now[name] ?? null, sight),
      }));
  });
}

function valuesOf(register: Register, version: StoredVersion, { sealer }: Sight): Values {
  return { ...plainValues(register, version, sealer), confirmed_on: version.confirmed_on };
}

function shownOf(register: Register, name: string, value: Value, sight: Sight): Value {
  return name === 'confirmed_on' ? value : shown(register, name, value, sight);
}
