import { sameSelection } from './selection.ts';
import type { Store } from './store.ts';
import { formatHash, parseHash } from './url.ts';

/** The parts of a window that the address bar needs. */
export interface AddressBar {
  location: { hash: string };
  history: {
    pushState(data: null, unused: '', url: string): void;
    replaceState(data: null, unused: '', url: string): void;
  };
  addEventListener(type: 'popstate' | 'hashchange', listener: () => void): void;
}

/**
 * Keeps store and address bar the same: reads the hash now and on Back, Forward or an edited hash; a new selection
 * becomes a step in the history, every other change only rewrites the present step.
 */
export function connectAddressBar(store: Store, bar: AddressBar): void {
  let reading = false;
  const read = () => {
    const state = parseHash(bar.location.hash);
    // Without a camera in the link the map stays where it is.
    const camera = state.camera ?? store.state.camera;
    reading = true;
    store.update({ ...state, camera });
    reading = false;
  };
  bar.addEventListener('popstate', read);
  bar.addEventListener('hashchange', () => {
    if (bar.location.hash !== formatHash(store.state)) read();
  });
  read();
  store.subscribe((state, before) => {
    if (reading) return;
    const hash = formatHash(state);
    if (hash === bar.location.hash) return;
    const step = bar.location.hash !== '' && !sameSelection(state.selection, before.selection);
    if (step) bar.history.pushState(null, '', hash);
    else bar.history.replaceState(null, '', hash);
  });
}
