import { hc } from 'hono/client';
import type { App } from '../../../server/app.ts';
import { store } from '../../state/store.ts';

/** Asks as the person who is signed in to this browser, on a page that else asks as a wall. */
export const asPerson = hc<App>('/', { headers: () => ({ 'Accept-Language': store.state.language }) }).api;
