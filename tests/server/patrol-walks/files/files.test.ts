import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { type ExportedPlan, fileNameOf } from '../../../../server/patrol-walks/files/exported.ts';
import { geojsonOf } from '../../../../server/patrol-walks/files/geojson.ts';
import { gpxOf } from '../../../../server/patrol-walks/files/gpx.ts';
import { icsOf } from '../../../../server/patrol-walks/files/ics.ts';
import { midnightOf } from '../../../../server/patrol-walks/minutes.ts';
import { placesOf } from '../../../../server/patrol-walks/places.ts';
import { walkStops } from '../../../../server/patrol-walks/stops.ts';
import { night } from '../night.ts';

function plan(squad_name = '清河专职队'): ExportedPlan {
  const { input, route, idle } = night();
  const signs = new Map([[181, { address: '清河路18号, <南>门; 1\\2', code_digest: 'ab' }]]);
  const places = placesOf(input);
  const common = { from_min: 1140, to_min: 1500 };
  return {
    ...{ id: 9, name: '五一 & 夜巡', day: '2026-05-01', midnight: midnightOf('2026-05-01', 'Asia/Shanghai') },
    updated_at: new Date('2026-04-30T08:00:00.500Z'),
    language: 'zh-CN',
    routes: [
      { ...common, squad_id: 171, squad_name, length_m: 400, legs: route.legs, stops: walkStops(route, places, signs) },
      {
        ...common,
        squad_id: 172,
        squad_name: '红袖章队',
        length_m: 0,
        legs: [],
        stops: walkStops(idle, places, signs),
      },
    ],
  };
}

/** Every element with its attributes and text, in order. */
function elementsOf(xml: string) {
  const elements: { name: string; attributes: Record<string, string>; text: string }[] = [];
  const parser = new SaxesParser();
  const open: number[] = [];
  parser.on('opentag', ({ name, attributes }) => {
    open.push(elements.push({ name, attributes: attributes as Record<string, string>, text: '' }) - 1);
  });
  parser.on('text', (text) => {
    if (open.length > 0) elements[open.at(-1)!]!.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
  return elements;
}

describe('GPX', () => {
  const elements = elementsOf(gpxOf(plan()));
  const named = (name: string) => elements.filter((element) => element.name === name);

  it('is XML with a waypoint a stop, a route and a track a squad', () => {
    expect(elements[0]).toMatchObject({
      name: 'gpx',
      attributes: { version: '1.1', xmlns: 'http://www.topografix.com/GPX/1/1' },
    });
    expect(
      [named('wpt'), named('rte'), named('trk'), named('rtept'), named('trkseg')].map(({ length }) => length),
    ).toEqual([4, 2, 2, 4, 4]);
    expect(named('wpt')[0]!.attributes).toEqual({ lat: '32.0040000', lon: '112.1018000' });
    expect(
      named('name')
        .map(({ text }) => text)
        .slice(0, 2),
    ).toEqual(['五一 & 夜巡 2026-05-01', '1. 花园南门']);
    expect(named('desc')[0]!.text).toBe('清河专职队 19:10–19:20（最晚06:00） 清河路18号, <南>门; 1\\2');
  });

  it('gives the track planned times by the distance gone', () => {
    const times = named('time').map(({ text }) => text);
    expect(times[0]).toBe('2026-04-30T08:00:00Z');
    expect(times[1]).toBe('2026-05-01T11:10:00Z');
    // A way of twenty minutes whose middle place lies 48 % along it.
    expect(times.slice(-7, -4)).toEqual(['2026-05-01T11:20:00Z', '2026-05-01T11:29:38Z', '2026-05-01T11:40:00Z']);
    expect(times.length).toBe(1 + 4 + 4 + 9);
  });
});

describe('GeoJSON', () => {
  it('has a line a squad and a point a stop, longitude first', () => {
    const { type, features } = geojsonOf(plan());
    expect([type, features.length]).toEqual(['FeatureCollection', 6]);
    expect(features[0]).toEqual({
      type: 'Feature',
      geometry: {
        type: 'LineString',
        coordinates: [
          [112.1, 32.004],
          [112.1018, 32.004],
          [112.1, 32.0036],
          [112.102, 32.0036],
          [112.1056, 32.0048],
          [112.1018, 32.004],
        ],
      },
      properties: {
        ...{ squad_id: 171, squad_name: '清河专职队', length_m: 400, stop_count: 4 },
        ...{ starts_at: '2026-05-01T11:00:00Z', ends_at: '2026-05-01T17:00:00Z' },
      },
    });
    expect(features[3]!.properties).toEqual({
      ...{
        squad_id: 171,
        squad_name: '清河专职队',
        position: 3,
        kind: 'point',
        id: 182,
        visit: 1,
        name: '清河广场',
        address: null,
      },
      ...{ begins_at: '2026-05-01T12:00:00Z', leaves_at: '2026-05-01T12:10:00Z', until: '2026-05-01T12:30:00Z' },
    });
    expect(features[5]!.geometry).toBeNull();
  });
});

describe('iCalendar', () => {
  const text = icsOf(plan('清河专职队'.repeat(8)));
  const lines = text.split('\r\n');

  it('folds lines at 75 octets between characters', () => {
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
    expect(lines.some((line) => line.startsWith(' '))).toBe(true);
    expect(text.includes('\uFFFD')).toBe(false);
  });

  it('has an event a squad in UTC, escaped, without an alarm', () => {
    const unfolded = text.replaceAll('\r\n ', '').split('\r\n');
    expect(unfolded.filter((line) => line === 'BEGIN:VEVENT').length).toBe(2);
    expect(unfolded).toEqual(
      expect.arrayContaining([
        'UID:patrol-9-171@jingwei',
        'DTSTAMP:20260430T080000Z',
        'DTSTART:20260501T110000Z',
        'DTEND:20260501T170000Z',
        `SUMMARY:五一 & 夜巡 ${'清河专职队'.repeat(8)}`,
        'GEO:32.004000;112.101800',
      ]),
    );
    const [description] = unfolded.filter((line) => line.startsWith('DESCRIPTION:'));
    expect(description).toBe(
      'DESCRIPTION:1. 花园南门 19:10–19:20（最晚06:00） 清河路18号\\, <南>门\\; 1\\\\2\\n2. 清河路 19:30–19:40（最晚06:00）' +
        '\\n3. 清河广场 20:00–20:10（最晚20:30）\\n4. 花园南门 21:00–21:10（最晚06:00） 清河路18号\\, <南>门\\; 1\\\\2',
    );
    expect(text).not.toContain('VALARM');
  });
});

describe('a file', () => {
  it('has its few own words in the language that was asked for', () => {
    const english: ExportedPlan = { ...plan(), language: 'en' };
    expect(fileNameOf(english, 'ics', undefined)).toBe('patrol-五一 & 夜巡-2026-05-01.ics');
    expect(gpxOf(english)).toContain('<desc>清河专职队 19:10–19:20 (by 06:00) 清河路18号');
    expect(icsOf(english)).toContain('19:10–19:20 (by 06:00)');
    expect(icsOf(english)).toContain('PRODID:-//Jingwei//Patrol plan//EN');
  });

  it('is named after plan, day and squad, without what no name may hold', () => {
    expect(fileNameOf(plan(), 'gpx', undefined)).toBe('巡逻-五一 & 夜巡-2026-05-01.gpx');
    expect(fileNameOf({ ...plan(), name: 'a/b:c' }, 'ics', 171)).toBe('巡逻-a_b_c-2026-05-01-清河专职队.ics');
  });
});
