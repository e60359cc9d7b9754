import { describe, expect, it } from 'vitest';
import type { FeedRow } from '../../../server/live/feed.ts';
import { eventText } from '../../../server/live/frames.ts';
import { Hub, MOST_MISSED } from '../../../server/live/hub.ts';
import { fakeScreen } from './outlet.ts';

const row = (seq: number, area_code: string | null, was_area_code: string | null = null): FeedRow => ({
  seq,
  incident_id: seq * 10,
  area_code,
  was_area_code,
  body: `{"id":${seq * 10}}`,
  coarse_body: `{"id":${seq * 10},"coarse":1}`,
  topic: 'change',
});

function hubWith(...screens: ReturnType<typeof fakeScreen>[]): Hub {
  const hub = new Hub();
  for (const { screen, outlet } of screens) {
    hub.join(screen);
    outlet.events();
  }
  return hub;
}

describe('what a screen gets', () => {
  it('begins with where the feed stands', () => {
    const hub = new Hub();
    hub.begin([row(7, '11')]);
    const { screen, outlet } = fakeScreen(['']);
    hub.join(screen);
    expect(outlet.events()).toEqual(['hello 7 {"seq":7,"beat_s":15}']);
  });

  it('is the changes of its own areas, in order, each with its number', () => {
    const whole = fakeScreen(['']);
    const two = fakeScreen(['1101', '12']);
    const none = fakeScreen([]);
    const hub = hubWith(whole, two, none);
    hub.publish([row(1, '110101'), row(2, '110201'), row(3, null), row(4, '12')]);
    expect(whole.outlet.events()).toEqual([
      'change 1 {"id":10}',
      'change 2 {"id":20}',
      'change 3 {"id":30}',
      'change 4 {"id":40}',
    ]);
    expect(two.outlet.events()).toEqual(['change 1 {"id":10}', 'change 4 {"id":40}']);
    expect(none.outlet.events()).toEqual([]);
    expect(hub.seq).toBe(4);
  });

  it('is that an incident is gone where it moved out of its areas, and the incident where it moved in', () => {
    const from = fakeScreen(['1101']);
    const to = fakeScreen(['1102']);
    const other = fakeScreen(['1103']);
    const whole = fakeScreen(['']);
    const hub = hubWith(from, to, other, whole);
    hub.publish([row(5, '110201', '110101'), row(6, null, '110102')]);
    expect(from.outlet.events()).toEqual(['change 5 {"id":50,"kind":"gone"}', 'change 6 {"id":60,"kind":"gone"}']);
    expect(to.outlet.events()).toEqual(['change 5 {"id":50}']);
    expect(other.outlet.events()).toEqual([]);
    expect(whole.outlet.events()).toEqual(['change 5 {"id":50}', 'change 6 {"id":60}']);
  });

  it('is to ask anew where too much changed at once, unless it shows no incidents', () => {
    const some = fakeScreen(['11']);
    const none = fakeScreen([]);
    const hub = hubWith(some, none);
    hub.publish([
      {
        seq: 9,
        incident_id: null,
        area_code: null,
        was_area_code: null,
        body: null,
        coarse_body: null,
        topic: 'change',
      },
    ]);
    expect(some.outlet.events()).toEqual(['reset 9 {}']);
    expect(none.outlet.events()).toEqual([]);
  });

  it('is the coarse place for displays, and never both', () => {
    const person = fakeScreen(['11']);
    const wall = fakeScreen(['11'], 'b', true);
    const late = fakeScreen(['11'], 'b', true);
    const hub = hubWith(person, wall);
    hub.publish([row(1, '11')]);
    hub.join(late.screen, 0);
    expect(person.outlet.events()).toEqual(['change 1 {"id":10}']);
    expect(wall.outlet.events()).toEqual(['change 1 {"id":10,"coarse":1}']);
    expect(late.outlet.events()).toEqual(['hello 0 {"seq":0,"beat_s":15}', 'change 1 {"id":10,"coarse":1}']);
  });

  it('stays coarse where the areas of a display change', () => {
    const wall = fakeScreen(['11'], 'b', true);
    const hub = hubWith(wall);
    hub.admit('b', ['12']);
    expect(wall.outlet.events()).toEqual(['reset 0 {}']);
    hub.publish([row(1, '12')]);
    expect(wall.outlet.events()).toEqual(['change 1 {"id":10,"coarse":1}']);
  });

  it('is encoded once for all that show the same areas, in whatever order they stand', () => {
    const one = fakeScreen(['12', '11']);
    const other = fakeScreen(['11', '12'], 'b');
    const hub = hubWith(one, other);
    hub.publish([row(1, '11')]);
    expect(one.outlet.writings[1]).toBe(other.outlet.writings[1]);
  });

  it('is a beat with the number up to which all was sent, also where nothing of it concerned the screen', () => {
    const { screen, outlet } = fakeScreen(['12']);
    const hub = hubWith({ screen, outlet });
    hub.publish([row(1, '11')]);
    hub.beat();
    hub.news();
    expect(outlet.events()).toEqual(['beat 1 {}', 'news - {}']);
  });
});

describe('a screen that comes back', () => {
  it('gets what it missed of its areas, and then what comes', () => {
    const hub = new Hub();
    hub.begin([row(3, '11'), row(5, '12')]);
    hub.publish([row(6, '11'), row(8, '11')]);
    const { screen, outlet } = fakeScreen(['11']);
    hub.join(screen, 5);
    hub.publish([row(9, '11')]);
    expect(outlet.events()).toEqual([
      'hello 5 {"seq":5,"beat_s":15}',
      'change 6 {"id":60}',
      'change 8 {"id":80}',
      'change 9 {"id":90}',
    ]);
  });

  it('is told what was found for it before what is in memory', () => {
    const hub = new Hub();
    hub.publish([row(6, '11')]);
    const { screen, outlet } = fakeScreen(['11']);
    hub.join(screen, 5, eventText('change', '{"id":40}', 4));
    expect(outlet.events()).toEqual(['change 4 {"id":40}', 'change 6 {"id":60}']);
  });

  it('finds the newest rows in memory, and knows from which number on', () => {
    const hub = new Hub();
    hub.begin([row(100, '11')]);
    expect([hub.floor, hub.seq]).toEqual([99, 100]);
    const rows = Array.from({ length: 2 * MOST_MISSED }, (_, index) => row(101 + index, '11'));
    hub.publish(rows.slice(0, 5));
    expect(hub.floor).toBe(99);
    hub.publish(rows.slice(5));
    expect([hub.floor, hub.seq]).toEqual([100 + MOST_MISSED, 100 + 2 * MOST_MISSED]);
    const { screen, outlet } = fakeScreen(['']);
    hub.join(screen, hub.floor);
    const events = outlet.events();
    expect([events.length, events[1]]).toEqual([
      1 + MOST_MISSED,
      `change ${101 + MOST_MISSED} {"id":${1010 + 10 * MOST_MISSED}}`,
    ]);
  });
});

describe('a connection', () => {
  it('is let go where the other side does not read, and only that one', () => {
    const slow = fakeScreen(['']);
    const quick = fakeScreen(['']);
    const hub = hubWith(slow, quick);
    slow.outlet.stuck = true;
    const large = { ...row(1, '11'), body: JSON.stringify('x'.repeat(2 ** 20)) };
    hub.publish([large]);
    expect([slow.outlet.destroyed, hub.count]).toEqual([false, 2]);
    hub.beat();
    expect([slow.outlet.destroyed, quick.outlet.destroyed, hub.count]).toEqual([true, false, 1]);
  });

  it('may take its time for what it missed', () => {
    const { screen, outlet } = fakeScreen(['']);
    outlet.stuck = true;
    const hub = new Hub();
    hub.publish([{ ...row(1, '11'), body: JSON.stringify('x'.repeat(2 ** 21)) }]);
    hub.join(screen, 0);
    hub.beat();
    expect([outlet.destroyed, hub.count]).toEqual([false, 1]);
  });

  it('counts by credential until it closes, once', () => {
    const one = fakeScreen(['11'], 'a');
    const two = fakeScreen(['12'], 'a');
    const hub = hubWith(one, two, fakeScreen(['12'], 'b'));
    expect([hub.count, hub.countOf('a'), hub.countOf('b'), hub.countOf('c')]).toEqual([3, 2, 1, 0]);
    hub.leave(one.screen);
    hub.leave(one.screen);
    expect([hub.count, hub.countOf('a'), hub.credentials]).toEqual([2, 1, ['a', 'b']]);
    hub.leave(two.screen);
    expect([hub.count, hub.credentials]).toEqual([1, ['b']]);
    hub.publish([row(1, '12')]);
    expect(two.outlet.events()).toEqual([]);
  });

  it('ends with a word where its credential is over', () => {
    const over = fakeScreen(['11'], 'a');
    const other = fakeScreen(['11'], 'b');
    const hub = hubWith(over, other);
    hub.admit('a', null);
    expect([over.outlet.events(), over.outlet.ended, hub.count]).toEqual([['bye - {}'], true, 1]);
    expect([other.outlet.events(), other.outlet.ended]).toEqual([[], false]);
  });

  it('goes on with other areas where those of its credential have changed, and asks anew', () => {
    const { screen, outlet } = fakeScreen(['11'], 'a');
    const hub = hubWith({ screen, outlet });
    hub.publish([row(1, '11')]);
    outlet.events();
    hub.admit('a', ['11']);
    expect(outlet.events()).toEqual([]);
    hub.admit('a', ['12']);
    hub.publish([row(2, '11'), row(3, '12')]);
    expect(outlet.events()).toEqual(['reset 1 {}', 'change 3 {"id":30}']);
    expect([hub.count, hub.countOf('a')]).toEqual([1, 1]);
  });

  it('is ended when the server stops', () => {
    const { screen, outlet } = fakeScreen(['11']);
    const hub = hubWith({ screen, outlet });
    hub.close();
    expect([outlet.ended, outlet.events(), hub.count]).toEqual([true, [], 0]);
  });
});
