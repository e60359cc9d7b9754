import { describe, expect, it } from 'vitest';
import { readLabelled, type Span, scores, type Tally, tally } from '../../../scripts/bench/labelled-addresses.ts';
import type { Label } from '../../../server/geocode/parse/labels.ts';

const bio =
  '青 B-road\n枫 I-road\n路 I-road\n12 B-roadno\n号 I-roadno\n\n青 B-subRoad\n路 I-subRoad\n甲 O\n青 B-prov\n路 B-prov\n';

describe('labelled addresses', () => {
  it('become lines with spans in code units, by our labels', () => {
    expect(readLabelled(bio)).toEqual([
      {
        text: '青枫路12号',
        spans: [
          { label: 'road', start: 0, end: 3 },
          { label: 'road_number', start: 3, end: 6 },
        ],
      },
      {
        text: '青路甲青路',
        spans: [
          { label: 'subroad', start: 0, end: 2 },
          { label: 'province', start: 3, end: 4 },
          { label: 'province', start: 4, end: 5 },
        ],
      },
    ]);
  });

  it('must have labels that are known', () => {
    expect(() => readLabelled('青 B-street\n')).toThrow('B-street');
  });
});

describe('scores', () => {
  it('count a span as right by label, start and end', () => {
    const tallies = new Map<Label, Tally>();
    const wanted: Span[] = [
      { label: 'road', start: 0, end: 3 },
      { label: 'road_number', start: 3, end: 6 },
    ];
    tally(tallies, wanted, [
      { label: 'road', start: 0, end: 3 },
      { label: 'road', start: 3, end: 6 },
      { label: 'road_number', start: 3, end: 5 },
    ]);
    expect(tallies.get('road')).toEqual({ right: 1, found: 2, wanted: 1 });
    expect(tallies.get('road_number')).toEqual({ right: 0, found: 1, wanted: 1 });
    expect(scores([...tallies.values()])).toEqual({ precision: 1 / 3, recall: 1 / 2, f1: 2 / 5 });
    expect(scores([])).toEqual({ precision: 0, recall: 0, f1: 0 });
  });
});
