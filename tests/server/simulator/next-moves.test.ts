import { describe, expect, it } from 'vitest';
import { eventKinds } from '../../../server/api/incidents/schema.ts';
import { arrivalsPerSecond, nextMoves } from '../../../server/simulator/next-moves.ts';
import { Random } from '../../../server/simulator/random.ts';
import { intensityAt, rhythms } from '../../../server/simulator/rhythm.ts';
import { loop, pictures, SmallCity, sites } from './small-city.ts';

const start = Date.parse('2026-05-17T16:00:00Z');
const HOUSEHOLDS = 30_000;

/** Lets a city live for some days in looks of so many seconds; answers its open incidents hour by hour. */
function live(city: SmallCity, days: number, { look_s = 15, watched = true } = {}): number[] {
  const hours: number[] = [];
  const random = new Random('week');
  for (let at = 0; at < days * 86_400; at += look_s) {
    const now = new Date(start + at * 1000);
    const local = new Date(now.getTime() + 8 * 3_600_000).toISOString();
    const minute = Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16));
    const open = city.open;
    const state = {
      ...{ day: local.slice(0, 10), minute, elapsed_s: look_s, household_count: HOUSEHOLDS, watched, sites },
      ...{ open_count: open.length, movable: city.movable(now) },
    };
    const moves = nextMoves(state, { random, loop, pictures });
    for (const incoming of moves.reports) city.add(incoming, now);
    for (const { incident, act } of moves.acts) city.act(incident, act, now);
    if (at % 3600 < look_s) hours.push(open.length);
  }
  return hours;
}

describe('a city that lives for a week before somebody’s eyes', () => {
  const city = new SmallCity();
  const hours = live(city, 7);

  it('makes no illegal move, and every kind that can come up does', () => {
    // An illegal one would have thrown.
    const never = ['found', 'reported', 'merged', 'joined', 'corrected', 'reminded', 'imported'];
    expect([...city.kinds].sort()).toEqual(eventKinds.filter((kind) => !never.includes(kind)).sort());
  });

  it('keeps about as many open as before', () => {
    const settled = hours.slice(24);
    const mean = settled.reduce((sum, count) => sum + count, 0) / settled.length;
    expect(mean).toBeGreaterThan(70);
    expect(mean).toBeLessThan(160);
    expect(Math.max(...settled)).toBeLessThan(260);
    expect(Math.min(...settled)).toBeGreaterThan(30);
  });

  it('comes to the end of what comes in', () => {
    expect(city.channels.length).toBeGreaterThan(5_000);
    expect(city.ended.length / city.channels.length).toBeGreaterThan(0.93);
  });

  it('finds most before anybody complains', () => {
    const { channels } = city;
    const found = channels.filter((channel) => channel === 'worker' || channel === 'patrol').length;
    const complained = channels.filter((channel) => channel === 'public' || channel === 'hotline').length;
    expect(found / (found + complained)).toBeGreaterThan(0.65);
    expect(found / (found + complained)).toBeLessThan(0.77);
  });
});

describe('what happens next', () => {
  const state = { day: '2026-05-20', elapsed_s: 2.5, household_count: HOUSEHOLDS, open_count: 110, movable: [], sites };

  it('comes every 20 to 60 seconds in the day, seldom at night, and by its own measure when nobody watches', () => {
    const every = (minute: number, watched: boolean) => 1 / arrivalsPerSecond({ ...state, minute, watched });
    for (const hour of [8, 9, 10, 15, 18, 19]) {
      expect(every(hour * 60, true)).toBeGreaterThanOrEqual(20);
      expect(every(hour * 60, true)).toBeLessThanOrEqual(60);
    }
    expect(every(4 * 60, true)).toBeGreaterThan(300);
    expect(every(4 * 60, true)).toBeLessThanOrEqual(600);
    // Seventeen a day: more than half an hour apart even at the busiest.
    expect(every(9 * 60, false)).toBeGreaterThan(1_800);
  });

  it('is the same for the same chance', () => {
    const draw = (seed: string) =>
      nextMoves({ ...state, minute: 540, elapsed_s: 900, watched: true }, { random: new Random(seed), loop, pictures });
    expect(draw('a')).toEqual(draw('a'));
  });

  it('does not make up for a night in which nobody was there', () => {
    const reports = (elapsed_s: number) => {
      const random = new Random('long');
      let count = 0;
      for (let look = 0; look < 200; look++)
        count += nextMoves({ ...state, minute: 540, elapsed_s, watched: true }, { random, loop, pictures }).reports
          .length;
      return count / 200;
    };
    expect(reports(40_000)).toBe(reports(15));
    expect(reports(40_000)).toBeLessThan(1);
  });

  it('reports nothing where there is no place for it, and does not settle without evidence what needs a photo', () => {
    const bare = { random: new Random('bare'), loop, pictures: new Map() };
    const city = new SmallCity();
    const now = new Date(start);
    for (let count = 0; count < 60; count++)
      for (const incoming of nextMoves({ ...state, minute: 600, elapsed_s: 15, watched: true }, bare).reports)
        city.add(incoming, now);
    expect(city.alive.size).toBeGreaterThan(5);
    expect(nextMoves({ ...state, minute: 600, elapsed_s: 15, watched: true, sites: [] }, bare).reports).toEqual([]);
    for (const incident of city.open)
      for (const kind of ['dispatched', 'accepted', 'handling'] as const) {
        if (incident.status === 'reported')
          city.act(incident, { kind, ...(kind === 'dispatched' && { holder_code: '990106001' }) }, now);
      }
    for (let look = 0; look < 400; look++) {
      const later = new Date(start + 3_600_000 + look * 15_000);
      const moves = nextMoves(
        { ...state, minute: 600, elapsed_s: 15, open_count: 900, watched: true, movable: city.movable(later) },
        bare,
      );
      for (const { incident, act } of moves.acts) city.act(incident, act, later);
    }
    const closed = city.ended.filter(({ status }) => status === 'closed');
    for (const { item } of closed) expect(loop.matter(item)!.evidence).not.toContain('photo');
    expect(closed.length).toBeGreaterThan(0);
  });
});

describe('the hours', () => {
  it('come to an even day on average', () => {
    for (const rhythm of rhythms) {
      let sum = 0;
      for (let minute = 0; minute < 1440; minute++) sum += intensityAt(rhythm, minute);
      expect(sum / 1440).toBeCloseTo(1, 2);
    }
  });
});
