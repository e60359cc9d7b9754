import type { Caller } from '../../access/caller.ts';
import { mayOpen, type Purpose, purposeOf, statingRole } from '../../access/purposes.ts';
import type { Database } from '../../db/open.ts';
import { AppError, notFound } from '../../errors.ts';
import { forbidden } from '../granted.ts';
import { isFarAboveUsual, MOST_IN_A_DAY, MOST_IN_TEN_MINUTES, waitFor } from './limits.ts';
import type { Opening } from './schema.ts';
import {
  closeOpening,
  findCurrent,
  findOpening,
  findPlace,
  insertOpening,
  lockOpenings,
  raiseAlert,
  readPace,
} from './sql.ts';

/** What became of asking for a file: opened, open already for this purpose, or refused for opening too many. */
export type Outcome = { opening: Opening; made: boolean } | { refusal: AppError };

/**
 * Opens the files of several households for a purpose, each a line of the log with the same note, also where one was open already; all
 * of them, or none where that would be too many in a short time.
 * @throws AppError as `openFile` does.
 */
export async function openFiles(
  sql: Database,
  caller: Caller,
  householdIds: readonly number[],
  asked: { purpose: string; note: string },
): Promise<{ openings: Opening[] } | { refusal: AppError }> {
  if (caller.account_id === null) throw notResponsible();
  await lockOpenings(sql, caller.account_id);
  const { ages, usual_count } = await readPace(sql, caller.account_id);
  // As if all but the last were open already.
  const wait = waitFor([...Array.from({ length: householdIds.length - 1 }, () => 0), ...ages]);
  if (wait !== undefined) {
    const opened_count = ages.length + householdIds.length;
    await raiseAlert(sql, 'openings_bulk', caller.grants[0]?.area_code ?? null, { opened_count, usual_count });
    return { refusal: tooMany(wait) };
  }
  const openings: Opening[] = [];
  for (const id of householdIds) {
    const outcome = await openFile(sql, caller, id, { ...asked, anew: true });
    if ('refusal' in outcome) return outcome;
    openings.push(outcome.opening);
  }
  return { openings };
}

/**
 * Opens one household's file for a purpose, and tells the auditor where the caller opens many more than they used to. An
 * opening of the same household for another purpose ends. A refusal for number is returned and not thrown, so that the
 * transaction stands and with it what it tells the auditor.
 * @param asked.anew an opening of its own, also where the file is open for this purpose.
 * @throws AppError 404 where the caller sees no such household, 403 where they do not answer for it or may not state the
 * purpose, 400 where there is no such purpose.
 */
export async function openFile(
  sql: Database,
  caller: Caller,
  householdId: number,
  { purpose: purposeId, note, anew = false }: { purpose: string; note?: string | undefined; anew?: boolean },
): Promise<Outcome> {
  const place = await findPlace(sql, householdId);
  if (!place) throw noHousehold(householdId);
  if (caller.account_id === null || !mayOpen(caller, place)) throw notResponsible();
  const purpose = purposeOf(purposeId);
  if (!purpose) throw unknownPurpose(purposeId);
  const role = statingRole(caller, purpose, place);
  if (!role) throw notToState(purpose);

  await lockOpenings(sql, caller.account_id);
  const current = await findCurrent(sql, caller.account_id, householdId);
  if (current?.purpose === purpose.id && !anew) return { opening: (await findOpening(sql, current.id))!, made: false };
  const { ages, usual_count } = await readPace(sql, caller.account_id);
  const wait = waitFor(ages);
  if (wait !== undefined) {
    await raiseAlert(sql, 'openings_bulk', place.area_code, { opened_count: ages.length, usual_count });
    return { refusal: tooMany(wait) };
  }
  if (current) await closeOpening(sql, current.id);
  const opening = { household_id: householdId, account_id: caller.account_id, role, purpose: purpose.id };
  const id = await insertOpening(sql, { ...opening, note: note || null }, purpose.minutes);
  const opened_count = ages.length + 1;
  if (isFarAboveUsual(opened_count, usual_count)) {
    await raiseAlert(sql, 'openings_rate', place.area_code, { opened_count, usual_count });
  }
  return { opening: (await findOpening(sql, id))!, made: true };
}

/** There is no such household, or it is not the caller's to see. */
export function noHousehold(id: number): AppError {
  return notFound({ 'zh-CN': '住户', en: 'household' }, id);
}

/** The caller does not answer for the household. */
export function notResponsible(): AppError {
  return forbidden({
    'zh-CN': '这一户不在您的责任范围内，不能打开档案。',
    en: 'You do not answer for this household, so its file is not yours to open.',
  });
}

function unknownPurpose(id: string): AppError {
  const sentence = {
    'zh-CN': `「purpose」有误：没有“${id}”这一查看目的。`,
    en: `“purpose” is wrong: there is no purpose ${id}.`,
  };
  return new AppError('bad_input', sentence, { field: 'purpose' });
}

function notToState({ zh, en }: Purpose): AppError {
  const sentence = {
    'zh-CN': `您的职责不能以“${zh}”为目的打开这一户的档案。`,
    en: `Your duties do not allow opening this household's file for “${en}”.`,
  };
  return new AppError('forbidden', sentence, { field: 'purpose' });
}

function tooMany(retry_s: number): AppError {
  const minutes = Math.ceil(retry_s / 60);
  const sentence = {
    'zh-CN': `短时间内打开的档案过多（10分钟内至多${MOST_IN_TEN_MINUTES}户，24小时内至多${MOST_IN_A_DAY}户），审计员会看到这次提醒。请${minutes}分钟后再试。`,
    en: `Too many files were opened in a short time (at most ${MOST_IN_TEN_MINUTES} in ten minutes, ${MOST_IN_A_DAY} in 24 hours); the auditor is told. Try again in ${minutes} min.`,
  };
  return new AppError('too_many', sentence, { retry_s });
}
