import { Task } from '@lit/task';
import type { ReactiveControllerHost } from 'lit';
import { answer, api } from '../api.ts';
import type { Reference } from '../elements/reference.ts';

/** Fetches what every panel refers to, once for a page that is read. */
export function referenceTask(host: ReactiveControllerHost): Task<readonly [], Reference> {
  return new Task(host, {
    args: () => [] as const,
    task: async (_, { signal }) => {
      const [deployment, catalogues] = await Promise.all([
        answer(api.deployment.$get({}, { init: { signal } })),
        answer(api.codes.$get({}, { init: { signal } })),
      ]);
      return { deployment, catalogues };
    },
  });
}
