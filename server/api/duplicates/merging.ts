import type { z } from 'zod';
import { maskFor } from '../../access/masking.ts';
import type { Sealer } from '../../access/sealing.ts';
import type { Database } from '../../db/open.ts';
import { AppError, notFound } from '../../errors.ts';
import type { Duplicate, DuplicateReason, MaskedResident, mergeBody } from './schema.ts';
import {
  beginMerging,
  duplicateHouseholds,
  duplicateResidents,
  householdsToMerge,
  mergeHouseholds,
  mergeResidents,
  type PairReach,
  residentsToMerge,
  type SealedResident,
} from './sql.ts';

/** A pair and where it stands in the list. */
export interface Proposal {
  key: [number, number];
  duplicate: Duplicate;
}

/** Doors that may be one. */
export async function proposeHouseholds(sql: Database, below: string, reach: PairReach): Promise<Proposal[]> {
  const pairs = await duplicateHouseholds(sql, below, reach);
  const rows = await householdsToMerge(
    sql,
    pairs.flatMap((pair) => [pair.one_id, pair.other_id]),
  );
  return pairs.map(({ one_id, other_id }) => ({
    key: [one_id, other_id],
    duplicate: { kind: 'household', one: rows.get(one_id)!, other: rows.get(other_id)!, reasons: ['door'] },
  }));
}

/**
 * Persons that may be one. The database compares names, phones and years; whoever has another birth date and no phone in common
 * is left out here, so that a page may hold fewer than `limit`; `key` is then null, and tells where the list goes on.
 */
export async function proposeResidents(
  sql: Database,
  sealer: Sealer,
  below: string,
  reach: PairReach,
): Promise<{ key: [number, number]; duplicate: Duplicate | null }[]> {
  const pairs = await duplicateResidents(sql, below, reach);
  const rows = await residentsToMerge(
    sql,
    pairs.flatMap((pair) => [pair.one_id, pair.other_id]),
  );
  return pairs.map(({ one_id, other_id, same_phone, same_place }) => {
    const [one, other] = [rows.get(one_id)!, rows.get(other_id)!];
    const [day, otherDay] = [one, other].map((row) => sealer.open('resident.birth_date', row.birth_date));
    const reasons: DuplicateReason[] = [];
    if (same_phone) reasons.push('phone');
    if (day === otherDay) reasons.push('birth_date');
    const key: [number, number] = [one_id, other_id];
    if (reasons.length === 0) return { key, duplicate: null };
    if (same_place) reasons.push('building');
    return { key, duplicate: { kind: 'resident', one: masked(sealer, one), other: masked(sealer, other), reasons } };
  });
}

function masked(sealer: Sealer, { name, phone, birth_date, area_code: _, ...row }: SealedResident): MaskedResident {
  return {
    ...row,
    name: maskFor('resident.name', sealer.open('resident.name', name)),
    phone: maskFor('resident.phone', phone && sealer.open('resident.phone', phone)),
    birth_year: maskFor('resident.birth_date', sealer.open('resident.birth_date', birth_date)),
  };
}

/**
 * Makes one of two and returns the change that it is.
 * @throws AppError 404 where one is not there (any more) or not the caller's, 409 where one was changed since it was compared,
 * 403 where a file is not open.
 */
export async function merge(
  sql: Database,
  sealer: Sealer,
  { kind, kept_id, gone_id, kept_version, gone_version, fields, note }: z.infer<typeof mergeBody>,
  today: string,
): Promise<{ change_id: number; area_code: string }> {
  const rows = await (kind === 'resident' ? residentsToMerge : householdsToMerge)(sql, [kept_id, gone_id]);
  const [kept, gone] = [rows.get(kept_id), rows.get(gone_id)];
  if (!kept || !gone) throw notFound(words[kind], kept ? gone_id : kept_id);
  if (kept.version !== kept_version || gone.version !== gone_version) throw changedSince(kept.version !== kept_version);
  const closed = [kept, gone].find((row) => !row.open);
  if (closed) throw notOpen(closed.address, closed === kept ? 'kept_id' : 'gone_id');
  const area_code = kept.area_code ?? '';
  const change_id = await beginMerging(sql, area_code, note, today);
  const pair = { kept, gone } as { kept: SealedResident; gone: SealedResident };
  const done =
    kind === 'resident'
      ? await mergeResidents(sql, sealer, { ...pair, fields })
      : await mergeHouseholds(sql, kept_id, gone_id);
  if (!done) throw notOpen(kept.address, 'kept_id');
  return { change_id, area_code };
}

const words = {
  resident: { 'zh-CN': '人员', en: 'person' },
  household: { 'zh-CN': '户', en: 'household' },
};

function changedSince(kept: boolean): AppError {
  return new AppError(
    'conflict',
    {
      'zh-CN': '对照之后，其中一条被别人改过。请重新对照再合并。',
      en: 'One of the two was changed since you compared them. Please compare them again.',
    },
    { field: kept ? 'kept_version' : 'gone_version' },
  );
}

function notOpen(address: string, field: string): AppError {
  return new AppError(
    'forbidden',
    {
      'zh-CN': `请先说明目的、打开「${address}」的档案，再合并。`,
      en: `Please open the file of “${address}” with a purpose first; then the two can be merged.`,
    },
    { field },
  );
}
