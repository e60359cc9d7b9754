import { expect, it } from 'vitest';
import { LiveIncident } from '../../../client/elements/live-incident.ts';
import type { LiveEventMessage } from '../../../client/state/live.ts';
import type { LiveIncident as Change } from '../../../server/api/live/schema.ts';
import { detailOf } from './incident-fixture.ts';

/** A panel that shows version 3 of incident 201, with a server that has version `served`. */
function panel(served: number) {
  let listener: (event: LiveEventMessage) => void = () => {};
  let typing = false;
  const asked: number[] = [];
  const host = { addController() {}, removeController() {}, requestUpdate() {}, updateComplete: Promise.resolve(true) };
  const shown = new LiveIncident(host, {
    held: () => typing,
    fetch: async (id) => {
      asked.push(id);
      return detailOf({ version: served });
    },
    feed: {
      subscribe: (added) => {
        listener = added;
        return () => {
          listener = () => {};
        };
      },
    },
  });
  shown.hostConnected();
  shown.show(detailOf());
  const tell = async (change: Partial<Change>) => {
    listener({ event: 'change', seq: 1, change: { id: 201, kind: 'noted', version: 4, ...change } as Change });
    await Promise.resolve();
    await Promise.resolve();
  };
  return {
    shown,
    asked,
    tell,
    reset: () => listener({ event: 'reset' }),
    type: () => {
      typing = true;
    },
  };
}

it('follows a change of its own incident, once', async () => {
  const { shown, asked, tell } = panel(4);
  await tell({ id: 7 });
  await tell({ version: 3 });
  expect(asked).toEqual([]);
  await tell({});
  expect(asked).toEqual([201]);
  expect(shown.detail!.incident.version).toBe(4);
  await tell({});
  expect(asked).toEqual([201]);
});

it('lets go of an answer that is older than what is shown', () => {
  const { shown } = panel(4);
  shown.show(detailOf({ version: 2 }));
  expect(shown.detail!.incident.version).toBe(3);
  shown.show(detailOf({ id: 7, version: 1 }));
  expect(shown.detail!.incident).toMatchObject({ id: 7, version: 1 });
});

it('says quietly that there is news while something is typed', async () => {
  const { shown, asked, tell, type } = panel(4);
  type();
  await tell({});
  expect({ asked, waiting: shown.waiting, version: shown.detail!.incident.version }).toEqual({
    asked: [],
    waiting: true,
    version: 3,
  });
  await shown.renew();
  expect({ waiting: shown.waiting, version: shown.detail!.incident.version }).toEqual({ waiting: false, version: 4 });
});

it('asks anew when too much was missed', () => {
  const { asked, reset } = panel(4);
  reset();
  expect(asked).toEqual([201]);
});
