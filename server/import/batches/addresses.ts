import type { ReviewCandidate } from '../../api/geocode/schema.ts';
import type { Database } from '../../db/open.ts';
import { geocode } from '../../geocode/geocode.ts';
import { candidatesOf } from '../../geocode/hits.ts';
import { placeIndex, usualLimits } from '../../geocode/loader.ts';
import type { Addresses, FoundAddress } from '../types.ts';
import { dropQuestions, listSettled, queueReviews, type SettledAddress, topArea } from './questions-sql.ts';

/** Below this an address is not taken unseen: its row is rejected, and a person is asked. */
const SURE = 0.9;
/** What is small enough to stand for the place itself; a road or a compound is not. */
const exact = new Set(['door', 'unit', 'building', 'number', 'crossing', 'poi']);
/** Candidates that a person is offered. */
const OFFERED = 9;
/** Questions of one import; what is beyond them stays among its rejected rows. */
const MOST_QUESTIONS = 2000;
/** The longest text that is asked about. */
const LONGEST_TEXT = 200;

/** Addresses of a file, and those of them that a person has to decide on. */
export interface AskedAddresses extends Addresses {
  /** By text, in the order in which they came. */
  doubts: ReadonlyMap<string, readonly ReviewCandidate[]>;
}

/**
 * Finds what addresses mean: what a person has decided about the same text before, else the geocoder where it is sure. The places are
 * read at once, before the transaction of an import begins: on the embedded database nothing may wait for another connection inside it.
 */
export async function openAddresses(sql: Database): Promise<AskedAddresses> {
  // An import counts on what stands there now.
  const index = await placeIndex(sql, { limits: { ...usualLimits, stale_ms: 0 } });
  const settled = await listSettled(sql);
  const doubts = new Map<string, readonly ReviewCandidate[]>();
  return {
    doubts,
    find(address) {
      const text = address.trim();
      const decided = settled.get(text);
      if (decided) return asDecided(decided);
      const candidates = geocode(index, text, { limit: OFFERED });
      const [best] = candidates;
      if (best && best.confidence >= SURE && exact.has(best.level))
        return { place: best.place, building_id: best.kind === 'building' ? Number(best.id) : null, why: null };
      if (!doubts.has(text) && doubts.size < MOST_QUESTIONS && text.length <= LONGEST_TEXT)
        doubts.set(text, candidatesOf(candidates));
      return { place: null, building_id: null, why: best ? doubtful(best) : unknown };
    },
  };
}

/** Asks a person about the doubtful addresses of a batch; those that are doubtful no more are asked about no more. */
export async function askAbout(
  sql: Database,
  batchId: number,
  doubts: AskedAddresses['doubts'] = new Map(),
  accountId: number | null = null,
): Promise<void> {
  await dropQuestions(sql, batchId, [...doubts.keys()]);
  const top = await topArea(sql);
  if (doubts.size === 0 || top === undefined) return;
  const questions = [...doubts].map(([text, candidates]) => ({
    ...{ text, candidates, area_code: candidates[0]?.area_code ?? top },
  }));
  await queueReviews(sql, questions, batchId, accountId);
}

function asDecided({ chosen }: SettledAddress): FoundAddress {
  if (!chosen) return { place: null, building_id: null, why: noPlace };
  const building_id = chosen.kind === 'building' && chosen.id !== undefined ? Number(chosen.id) : null;
  return { place: chosen.place, building_id, why: null };
}

const noPlace = { 'zh-CN': '已核对：本辖区没有这个地点', en: 'somebody has decided that it is no place of here' };
const unknown = {
  'zh-CN': '找不到这个地点，已列入地址核对',
  en: 'nothing is known by it; it waits in the address review',
};

function doubtful({
  address,
  name,
  confidence,
  level,
}: {
  address: string;
  name: string;
  confidence: number;
  level: string;
}) {
  // Rounded down: what is said to be 90 % sure is taken.
  const [likeliest, percent] = [address || name, Math.floor(confidence * 100)];
  if (confidence >= SURE && !exact.has(level))
    return {
      'zh-CN': `只认得出「${likeliest}」，认不出是其中哪一处，已列入地址核对`,
      en: `only ${likeliest} is known by it, not where in it; it waits in the address review`,
    };
  return {
    'zh-CN': `不能确定位置，最像「${likeliest}」（把握 ${percent}%），已列入地址核对`,
    en: `its place is not certain: likeliest ${likeliest} (${percent} %); it waits in the address review`,
  };
}
