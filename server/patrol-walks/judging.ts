import type { WalkCheckIn } from '../api/patrol-walk/schema.ts';
import type { Sentence } from '../errors.ts';
import { keyOfStop } from './places.ts';

/** How long before a shift and after it a squad may have been somewhere, ms. */
const AROUND_MS = 2 * 3_600_000;
/** How far a phone's clock may be ahead, ms. */
const AHEAD_MS = 10 * 60_000;

/** What a check-in is judged by. */
export interface JudgedWalk {
  starts_at: Date;
  ends_at: Date;
  /** Keys of all places of the plan, also of what other squads were to do or nobody: a squad that went there was there. */
  places: { has(key: string): boolean };
  now: Date;
}

/** Why a check-in is not taken; null: it is. */
export function refusalOf(item: WalkCheckIn, { starts_at, ends_at, places, now }: JudgedWalk): Sentence | null {
  const at = Date.parse(item.at);
  if (!places.has(keyOfStop(item))) {
    return { 'zh-CN': '这个地点不在本次巡逻方案之内。', en: 'This place is not part of the plan.' };
  }
  if (at > now.getTime() + AHEAD_MS) {
    return {
      'zh-CN': '手机时间比实际时间快，请校准后重新签到。',
      en: "The phone's clock is ahead. Set it right and check in again.",
    };
  }
  if (at < starts_at.getTime() - AROUND_MS || at > ends_at.getTime() + AROUND_MS) {
    return {
      'zh-CN': '签到时间不在本班次前后2小时之内。',
      en: 'The time lies more than 2 hours outside the shift.',
    };
  }
  return null;
}
