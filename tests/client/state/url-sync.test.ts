import { describe, expect, it } from 'vitest';
import { Store } from '../../../client/state/store.ts';
import { type AddressBar, connectAddressBar } from '../../../client/state/url-sync.ts';

/** An address bar with its history, as a browser keeps it. */
function fakeBar(hash: string) {
  const steps = [hash];
  const listeners: Record<string, (() => void)[]> = {};
  const bar: AddressBar = {
    location: { hash },
    history: {
      pushState: (_data, _unused, url) => {
        steps.push(url);
        bar.location.hash = url;
      },
      replaceState: (_data, _unused, url) => {
        steps[steps.length - 1] = url;
        bar.location.hash = url;
      },
    },
    addEventListener: (type, listener) => {
      listeners[type] = [...(listeners[type] ?? []), listener];
    },
  };
  const back = () => {
    steps.pop();
    bar.location.hash = steps.at(-1) ?? '';
    for (const listener of listeners.popstate ?? []) listener();
  };
  return { bar, steps, back };
}

const camera = { longitude: 112, latitude: 32, zoom: 14, bearing: 0, pitch: 0 };

describe('store and address bar', () => {
  it('opens the view of a link', () => {
    const store = new Store();
    connectAddressBar(store, fakeBar('#v=1&at=area:990101&lang=en').bar);
    expect(store.state.selection).toEqual({ kind: 'area', area_code: '990101' });
    expect(store.state.language).toBe('en');
  });

  it('makes a step of each selection and rewrites the step for all else', () => {
    const store = new Store();
    const { bar, steps } = fakeBar('');
    connectAddressBar(store, bar);
    store.update({ selection: { kind: 'area', area_code: '990101' } });
    store.update({ camera });
    store.update({ selection: { kind: 'building', id: 5 } });
    store.update({ theme: 'night' });
    expect(steps).toEqual([
      '#v=1&map=14/32/112/0/0&at=area:990101',
      '#v=1&map=14/32/112/0/0&at=building:5&theme=night',
    ]);
  });

  it('goes back to the selection and camera of the step before', () => {
    const store = new Store();
    const { bar, steps, back } = fakeBar('');
    connectAddressBar(store, bar);
    store.update({ selection: { kind: 'area', area_code: '990101' }, camera });
    store.update({ selection: { kind: 'building', id: 5 } });
    store.update({ camera: { ...camera, zoom: 17 } });
    back();
    expect(store.state.selection).toEqual({ kind: 'area', area_code: '990101' });
    expect(store.state.camera).toEqual(camera);
    expect(steps).toHaveLength(1);
  });
});
