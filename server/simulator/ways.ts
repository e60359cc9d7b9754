import type { Loop } from '../loop/catalogue.ts';
import type { ReportInput } from '../loop/report.ts';
import type { Random } from './random.ts';
import { resolvedTexts } from './step-texts.ts';

/** Shares of what a worker finds in the grid and settles there and then, or takes in hand at once. */
const ON_THE_SPOT = 0.35;
const AT_ONCE = 0.3;

/**
 * 现场办, 马上办 or 网上办: what is a grid's own matter its worker settles on the spot or takes in hand, some of it; all else is
 * to be dispatched. @param settled photos that show it settled.
 */
export function drawWay(
  loop: Loop,
  random: Random,
  { item, category, channel }: { item: string | null; category: string; channel: string },
  settled: string[],
): Pick<ReportInput, 'way' | 'settled_text' | 'photos'> {
  const matter = loop.matter(item);
  const drawn = random.next();
  if (channel !== 'worker' || matter?.level !== 'grid' || drawn > ON_THE_SPOT + AT_ONCE) return { way: 'online' };
  if (drawn > ON_THE_SPOT) return { way: 'at_once' };
  if (settled.length === 0 && matter.evidence.includes('photo')) return { way: 'online' };
  return { way: 'on_the_spot', settled_text: random.pick(resolvedTexts[category]!), photos: settled };
}
