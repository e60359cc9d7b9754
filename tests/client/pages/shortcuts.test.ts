import { describe, expect, it } from 'vitest';
import { commandOf, toolOrder } from '../../../client/pages/shortcuts.ts';

const press = (key: string, more: { altKey?: boolean; ctrlKey?: boolean; typing?: boolean } = {}) =>
  commandOf({ key, typing: false, ...more });

describe('shortcuts', () => {
  it('opens the five tools by their numbers', () => {
    expect(['1', '2', '3', '4', '5'].map((key) => press(key))).toEqual(toolOrder.map((tool) => ({ do: 'tool', tool })));
    expect(press('6')).toBeNull();
  });

  it('opens reporting by N, and not while somebody types', () => {
    expect([press('n'), press('N')]).toEqual([
      { do: 'tool', tool: 'report' },
      { do: 'tool', tool: 'report' },
    ]);
    expect(press('n', { typing: true })).toBeNull();
  });

  it('asks by W who answers at the middle of the map', () => {
    expect([press('w'), press('W')]).toEqual([
      { do: 'tool', tool: 'chain' },
      { do: 'tool', tool: 'chain' },
    ]);
    expect(press('w', { typing: true })).toBeNull();
  });

  it('moves among areas', () => {
    expect(press('[')).toEqual({ do: 'previous' });
    expect(press('】')).toEqual({ do: 'next' });
    expect(press('ArrowUp', { altKey: true })).toEqual({ do: 'up' });
    expect(press('ArrowUp')).toBeNull();
  });

  it('leaves a field and the browser their keys', () => {
    expect(press('/', { typing: true })).toBeNull();
    expect(press('Escape', { typing: true })).toEqual({ do: 'escape' });
    expect(press('1', { ctrlKey: true })).toBeNull();
  });
});
