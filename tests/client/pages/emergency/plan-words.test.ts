import { describe, expect, it } from 'vitest';
import { words } from '../../../../client/locales/index.ts';
import {
  addressee,
  gradeMeaning,
  orderText,
  planName,
  planOf,
  taskReceiver,
  tasksAt,
} from '../../../../client/pages/emergency/plan-words.ts';
import { catalogues } from '../../map/context.ts';
import { flood, orderOf } from './emergency-fixture.ts';

const reference = { plans: [flood], catalogues };
const ids = (grade: 1 | 2 | 3 | 4) => tasksAt(flood, grade).map(({ id }) => id);

describe('what a plan says', () => {
  it('orders more the graver it is', () => {
    expect([ids(4), ids(3), ids(2), ids(1)]).toEqual([
      ['drains'],
      ['drains'],
      ['drains', 'shelter'],
      ['drains', 'shelter'],
    ]);
    expect(tasksAt(undefined, 1)).toEqual([]);
  });

  it('is named in both languages, and by its id where it is unknown', () => {
    expect([planName(reference, 'flood', 'zh-CN'), planName(reference, 'flood', 'en')]).toEqual(['防汛', 'Flood']);
    expect([planName(reference, 'quake', 'zh-CN'), planOf(reference, 'quake')]).toEqual(['quake', undefined]);
    expect([gradeMeaning(flood, 2, 'zh-CN'), gradeMeaning(flood, 4, 'zh-CN')]).toEqual(['多处积水', '']);
  });

  it('says of each task who gets it', () => {
    const receivers = flood.tasks.map((task) =>
      taskReceiver(reference, task, { words: words('zh-CN'), language: 'zh-CN' }),
    );
    expect(receivers).toEqual(['供水排水', '每个社区']);
  });
});

describe('an order', () => {
  it('is in the language of the screen where it is a task, else in the words of whoever gave it', () => {
    const task = orderOf({ task: 'drains', text: '清通雨水口' });
    expect(orderText(reference, 'flood', task, 'en')).toBe('Clear the drains');
    expect(orderText(reference, 'flood', orderOf({ text: '移走车辆' }), 'en')).toBe('移走车辆');
    expect(orderText(reference, 'flood', orderOf({ task: 'gone', text: '旧任务' }), 'en')).toBe('旧任务');
  });

  it('goes to a department or an area', () => {
    expect(addressee(reference, orderOf(), 'en')).toBe('Water and drainage');
    const area = { department: null, area_code: '990106001001', area_name: '桂花里社区' };
    expect(addressee(reference, orderOf(area), 'en')).toBe('桂花里社区');
  });
});
