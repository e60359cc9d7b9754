import { describe, expect, it } from 'vitest';
import { EventParser } from '../../../../scripts/bench/live/event-parser.ts';
import { Histogram } from '../../../../scripts/bench/live/histogram.ts';
import { Tally } from '../../../../scripts/bench/live/tally.ts';

const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;

describe('reading a feed from its bytes', () => {
  const body = [
    'id: 7\nevent: hello\ndata: {"seq":7}\n\n',
    'id: 8\nevent: change\ndata: {"id": 80, "title": "楼前"}\n\nevent: news\ndata: {}\n\n',
    'id: 9\nevent: change\nda',
    'ta: {"id": 90}\n\n',
  ];
  const answer = Buffer.from(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${body.map(chunk).join('')}`);
  const expected = ['hello 7', 'change 8', 'news null', 'change 9'];

  it.each([1, 7, 64, 10_000])('gives the same events in pieces of %i bytes', (size) => {
    const parser = new EventParser();
    const events: string[] = [];
    for (let at = 0; at < answer.length; at += size) {
      events.push(...parser.take(answer.subarray(at, at + size)).map(({ kind, id }) => `${kind} ${id}`));
    }
    expect([parser.status, events]).toEqual([200, expected]);
  });

  it('keeps the data of an event', () => {
    const data = new EventParser().take(answer).map((event) => event.data);
    expect([data[0], data[3]]).toEqual(['{"seq":7}', '{"id": 90}']);
  });
});

describe('counting what a screen got', () => {
  it('tells what is missing, twice there, or out of order', () => {
    const tally = new Tally(100);
    expect(tally.missed([101, 102])).toBe(2);
    tally.from = 101;
    tally.last = 101;
    for (const seq of [103, 104, 104, 109, 106, 20_000]) tally.take(seq);
    expect([tally.doubled, tally.disordered, tally.last]).toEqual([1, 1, 20_000]);
    expect(tally.missed([101, 102, 103, 104, 106, 107, 109, 20_000, 20_001])).toBe(3);
  });
});

describe('counting durations', () => {
  it('gives the same shares for the counts of several processes together', () => {
    const [one, other, both] = [new Histogram(), new Histogram(), new Histogram()];
    for (let ms = 1; ms <= 50; ms++) one.add(ms);
    for (let ms = 51; ms <= 99; ms++) other.add(ms);
    other.add(1_000_000);
    expect(both.percentile(0.5)).toBe(null);
    both.addPairs(one.toPairs());
    both.addPairs(other.toPairs());
    expect([both.count, both.percentile(0.5), both.percentile(0.99), both.percentile(1)]).toEqual([
      100, 50, 99, 120_000,
    ]);
  });
});
