// A process of screens, begun by screens.ts, so that the servers' own processes do nothing but serve.
import { Histogram } from './histogram.ts';
import { type FromScreens, type ToScreens, type Wait, type WaitPairs, waits } from './messages.ts';
import { BenchScreen } from './screen.ts';

/** Share of the screens that drop within a second, while they may; between two tries, ms. */
const DROP_SHARE = 0.004;
const SECOND_MS = 1000;
/** Screens that connect within a second at the beginning. */
const CONNECTS_PER_S = 400;

const histograms = Object.fromEntries(waits.map((wait) => [wait, new Histogram()])) as Record<Wait, Histogram>;
const away: { from: number; to: number }[] = [];
const counts = { resets: 0, drops: 0, resumes: 0 };
let screens: BenchScreen[] = [];
let mayDrop = false;

const tell = (message: FromScreens) => process.send?.(message);
const watch = {
  waited: (wait: Wait, ms: number) => histograms[wait].add(ms),
  wasKilled: (at: number) => away.some(({ from, to }) => at >= from && at < to),
  reset: () => {
    counts.resets += 1;
  },
  resumed: () => {
    counts.resumes += 1;
  },
};

process.on('message', (message: ToScreens) => {
  if (message.kind === 'start') {
    screens = message.screens.map((plan) => new BenchScreen(plan, message.ports, message.base, watch));
    for (const [index, screen] of screens.entries())
      setTimeout(() => screen.connect(), (index / CONNECTS_PER_S) * SECOND_MS);
  } else if (message.kind === 'killed') away.push({ from: message.at, to: Number.POSITIVE_INFINITY });
  else if (message.kind === 'healed') away.at(-1)!.to = message.at;
  else if (message.kind === 'drop') mayDrop = message.on;
  else {
    const { rows } = message;
    const expected = new Map<string, number[]>();
    const expectedOf = (areas: readonly string[]) => {
      const key = areas.join(' ');
      const known =
        expected.get(key) ??
        rows
          .filter(({ area_code }) => areas.some((prefix) => (area_code ?? '').startsWith(prefix)))
          .map(({ seq }) => seq);
      expected.set(key, known);
      return known;
    };
    const sum = (pick: (screen: BenchScreen) => number) => screens.reduce((total, screen) => total + pick(screen), 0);
    tell({
      kind: 'counted',
      missed: sum(({ tally, plan }) => tally.missed(expectedOf(plan.areas))),
      doubled: sum(({ tally }) => tally.doubled),
      disordered: sum(({ tally }) => tally.disordered),
      got: Object.values(histograms).reduce((total, { count }) => total + count, 0),
      ...counts,
      waits: Object.fromEntries(waits.map((wait) => [wait, histograms[wait].toPairs()])) as WaitPairs,
    });
  }
});
process.once('disconnect', () => process.exit(0));

setInterval(() => {
  tell({ kind: 'open', count: screens.filter(({ isLive }) => isLive).length });
  if (!mayDrop) return;
  for (const screen of screens) {
    if (Math.random() >= DROP_SHARE || !screen.isLive) continue;
    counts.drops += 1;
    screen.drop();
  }
}, SECOND_MS);
