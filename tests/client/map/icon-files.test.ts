import { describe, expect, it } from 'vitest';
import { readImageName } from '../../../client/layers/image-name.ts';
import { iconPaths } from '../../../client/map/icon-files.ts';
import { composeStyle } from '../../../client/map/style.ts';
import { initialState } from '../../../client/state/store.ts';
import { catalogues, contextOf } from './context.ts';

describe('icons', () => {
  const named = Object.values(catalogues).flatMap((entries) =>
    entries.flatMap((entry) => (entry.icon ? [entry.icon] : [])),
  );

  it.each([...new Set(named)])('%s of a catalogue is in the bundle', (icon) => {
    expect(iconPaths(icon).length).toBeGreaterThan(0);
  });

  it('are free of character references, which a canvas does not read', () => {
    for (const icon of named) expect(iconPaths(icon).join(' ')).not.toContain('&');
  });

  it('are there for every mark that a style can ask for', () => {
    for (const freshness of [false, true]) {
      const text = JSON.stringify(composeStyle(contextOf({ freshness }), initialState));
      const names = [...new Set(text.match(/mark\|[^"]+/g))];
      expect(names.length).toBeGreaterThan(40);
      for (const name of names) {
        const mark = readImageName(name);
        expect(mark, name).not.toBeNull();
        if (mark!.icon !== '') expect(iconPaths(mark!.icon).length, name).toBeGreaterThan(0);
      }
    }
  });

  it('are none for an unknown name', () => {
    expect(iconPaths('maki/unheard-of')).toEqual([]);
    expect(readImageName('elsewhere')).toBeNull();
  });
});
