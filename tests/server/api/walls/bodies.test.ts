import { describe, expect, it } from 'vitest';
import type { ZodType } from 'zod';
import {
  commandBody,
  letInBody,
  planBody,
  reportBody,
  sceneBody,
  wallBody,
  wallChange,
} from '../../../../server/api/walls/bodies.ts';
import { readWallCatalogue } from '../../../../server/api/walls/catalogue.ts';

const scene = readWallCatalogue().scenes[0]!;
const wall = { name: '大厅', area_code: '990106', column_count: 2, row_count: 1 };
const entry = { days: 'every', from: '22:00', to: '06:00', scenes: ['today'] };
const said = {
  ...{ scene: 'today', width_px: 3840, height_px: 2160, feed_age_s: 1.5, rebuilt_count: 0, up_s: 60, heap_mb: null },
  ...{ clock_ms: -12.5, clock_error_ms: 4 },
};

/** The field at fault and what is said of it, in English; `ok` where nothing is. */
function faultOf(schema: ZodType, body: unknown): string {
  const { error } = schema.safeParse(body);
  const issue = error?.issues[0];
  return issue ? `${issue.path.join('.')}: ${issue.message.split(' | ')[0]}` : 'ok';
}

describe('what comes in of walls', () => {
  it('is taken where it is right', () => {
    expect(faultOf(sceneBody, scene)).toBe('ok');
    expect(faultOf(sceneBody, { ...scene, duration_s: 3600, replay_s: 10 })).toBe('ok');
    expect(faultOf(planBody, { entries: [entry, { ...entry, from: null, to: null }], emergency: [] })).toBe('ok');
    expect(faultOf(wallBody, { ...wall, column_count: 4, row_count: 2 })).toBe('ok');
    expect(faultOf(wallChange, { plan: null })).toBe('ok');
    expect(faultOf(reportBody, said)).toBe('ok');
    expect(commandBody.parse({ command: 'pin', scene: 'today' })).toEqual({
      ...{ command: 'pin', scene: 'today', minutes: null },
    });
  });

  const camera = (change: object) => ({ ...scene, camera: { ...scene.camera, ...change } });
  const sides = (left: string[], right: string[] = []) => ({ ...scene, panels: { left, right } });
  it.each<[ZodType, unknown, string]>([
    [sceneBody, { ...scene, zh: ' ' }, 'zh: a scene needs a name in Chinese and in English'],
    [sceneBody, { ...scene, duration_s: 9 }, 'duration_s: a duration in seconds is a whole number from 10 to 3600'],
    [sceneBody, { ...scene, duration_s: 60.5 }, 'duration_s: a duration in seconds is a whole number from 10 to 3600'],
    [sceneBody, { ...scene, replay_s: 601 }, 'replay_s: a replay in seconds is a whole number from 10 to 600'],
    [sceneBody, camera({ pitch: 66 }), 'camera.pitch: a pitch in degrees is from 0 to 65'],
    [sceneBody, camera({ bearing: -181 }), 'camera.bearing: a bearing in degrees is from -180 to 180'],
    [sceneBody, camera({ closer: 5 }), 'camera.closer: how much closer than the whole is from 0 to 4'],
    [
      sceneBody,
      camera({ look: 'person' }),
      'camera.look: what the camera looks at is one of area, overdue, busiest, emergency',
    ],
    [sceneBody, { ...scene, layers: ['grids', 'grids'] }, 'layers: a layer stands once'],
    [
      sceneBody,
      { ...scene, indicator: 'worker_rank' },
      'indicator: an indicator is one of incident_open_count, incident_overdue_count, household_count, visit_due_count, visit_overdue_count, proactive_share',
    ],
    [sceneBody, sides(['headline', 'loop', 'rose', 'flow', 'past']), 'panels.left: a side has at most 4 panels'],
    [sceneBody, sides(['headline'], ['headline']), 'panels: a panel stands once'],
    [
      planBody,
      { entries: [{ ...entry, from: '24:00' }], emergency: [] },
      'entries.0.from: a time is HH:MM, from 00:00 to 23:59',
    ],
    [
      planBody,
      { entries: [{ ...entry, to: null }], emergency: [] },
      'entries.0.to: a time of beginning has one of ending, and the reverse',
    ],
    [
      planBody,
      { entries: [{ ...entry, scenes: [] }], emergency: [] },
      'entries.0.scenes: an entry of a plan names at least one scene',
    ],
    [planBody, { entries: [], emergency: [] }, 'entries: a plan has at least one entry'],
    [
      planBody,
      { entries: [{ ...entry, days: 'monday' }], emergency: [] },
      'entries.0.days: days is one of every, working, off, holiday',
    ],
    [wallBody, { ...wall, column_count: 3, row_count: 3 }, 'column_count: a wall has at most 8 screens'],
    [wallBody, { ...wall, name: '' }, 'name: a wall needs a name'],
    [wallBody, { ...wall, row_count: 0 }, 'row_count: screens above each other is a whole number from 1 to 8'],
    [wallChange, {}, ': say what is to change: name, column_count, row_count or plan'],
    [letInBody, { code: '12 456', part: 1 }, 'code: the code is the six digits that the screen shows'],
    [letInBody, { code: '123456', part: 9 }, 'part: the number of a screen is a whole number from 1 to 8'],
    [
      commandBody,
      { command: 'dance' },
      'command: a command is show, pin, unpin, focus, unfocus, identify, reload, rest or wake',
    ],
    [commandBody, { command: 'show' }, 'scene: a scene has an id'],
    [commandBody, { command: 'pin', scene: 'today', minutes: 0 }, 'minutes: minutes is a whole number from 1 to 1440'],
    [commandBody, { command: 'focus', area_code: 'x' }, 'area_code: an area code is 2 to 18 digits'],
    [
      reportBody,
      { ...said, scene: 'A scene' },
      'scene: an id of a scene begins with a small letter and has letters, digits and underscores, at most 40',
    ],
    [reportBody, { ...said, up_s: -1 }, 'up_s: a time is not negative'],
  ])('is refused naming the field: %#', (schema, body, fault) => {
    expect(faultOf(schema, body)).toBe(fault);
  });
});
