import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rootFolder } from '../../../server/config.ts';
import { readPlans, tasksAt } from '../../../server/emergencies/plans.ts';

const folder = path.join(os.tmpdir(), 'jingwei-plans');
let own: string;
beforeAll(() => {
  own = mkdtempSync(folder);
  writeFileSync(path.join(own, 'department.json'), '[{ "id": "fire", "zh": "消防", "en": "Fire" }]');
});
afterAll(() => rmSync(own, { recursive: true, force: true }));

const task = { id: 'act', zh: '到场', en: 'Act', from_grade: 4, department: 'fire', level: null, due_min: 10 };
const grades = [1, 2, 3, 4].map((grade) => ({ grade, zh: '级别', en: 'Grade' }));
const plan = { id: 'test', zh: '测试', en: 'Test', icon: 'maki/water', grades, tasks: [task] };

const wrong: [what: string, plans: unknown, says: RegExp][] = [
  ['nothing', [], /emergency-plan\.json cannot be used/],
  ['an entry without an id', [{ ...plan, id: undefined }], /entry 1/],
  ['a plan that stands twice', [plan, plan], /entry “test”: stands twice/],
  ['a task that stands twice', [{ ...plan, tasks: [task, task] }], /entry “test”: task “act” stands twice/],
  [
    'a department that there is not',
    [{ ...plan, tasks: [{ ...task, department: 'army' }] }],
    /task “act”: there is no department “army”/,
  ],
  ['a task for nobody', [{ ...plan, tasks: [{ ...task, department: null }] }], /a department or a level/],
  ['a task for two', [{ ...plan, tasks: [{ ...task, level: 'grid' }] }], /a department or a level/],
  ['words too long for a wall', [{ ...plan, tasks: [{ ...task, zh: '一二三四五六七八九十一二三四五' }] }], /Too big/],
  ['three grades', [{ ...plan, grades: grades.slice(1) }], /grades are 1 to 4/],
  ['a grade beyond', [{ ...plan, tasks: [{ ...task, from_grade: 5 }] }], /entry “test”/],
  ['a field that is not known', [{ ...plan, persons: true }], /persons/],
];

describe('the plans for emergencies', () => {
  const plans = readPlans();
  it('are the product’s, in their order', () => {
    expect(plans.map(({ id }) => id)).toEqual([
      'flood',
      'gas_leak',
      'fire',
      'gale',
      'snow_ice',
      'outage',
      'crowd',
      'heat',
    ]);
  });
  it.each(plans.map((each) => [each.id, each] as const))(
    '%s has 8 to 10 tasks, some for every grade, and icons that exist',
    (_, each) => {
      expect(each.tasks.length).toBeGreaterThanOrEqual(8);
      expect(each.tasks.length).toBeLessThanOrEqual(10);
      expect(tasksAt(each, 4).length).toBeGreaterThanOrEqual(2);
      expect(tasksAt(each, 1)).toEqual(each.tasks);
      const [set, name] = each.icon.split('/') as ['maki' | 'temaki', string];
      const packages = { maki: '@mapbox/maki', temaki: '@rapideditor/temaki' };
      expect(existsSync(path.join(rootFolder, 'node_modules', packages[set], 'icons', `${name}.svg`))).toBe(true);
    },
  );
  it('say nothing of watching or counting persons', () => {
    const text = readFileSync(path.join(rootFolder, 'data/codes/emergency-plan.json'), 'utf8');
    expect(text).not.toMatch(/人脸|轨迹|定位|监控|车牌|track|face|plate|camera/i);
  });
  it('give a graver grade more tasks', () => {
    const flood = plans[0]!;
    expect(tasksAt(flood, 4).map(({ id }) => id)).toEqual(['patrol_low', 'open_drains', 'pumps_ready']);
    expect(tasksAt(flood, 3).map(({ id }) => id)).toEqual([
      'patrol_low',
      'open_drains',
      'pumps_ready',
      'close_underpass',
      'stop_sites',
    ]);
  });
  it.each(wrong)('refuse %s', (_, entries, says) => {
    writeFileSync(path.join(own, 'emergency-plan.json'), JSON.stringify(entries));
    expect(() => readPlans(own)).toThrow(says);
  });
  it('take what is sound', () => {
    writeFileSync(path.join(own, 'emergency-plan.json'), JSON.stringify([plan]));
    expect(readPlans(own)).toEqual([plan]);
  });
});
