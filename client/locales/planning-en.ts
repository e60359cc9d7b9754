import type { planningMessages as Chinese } from './planning-zh-CN.ts';

/** Words of the page of patrols: plans, times, roster, in English. */
export const planningMessages: typeof Chinese = {
  title: 'Plans',
  noPlan: 'No plan is open.',
  edit: {
    added: (name) => `Add "${name}"`,
    changed: (name) => `Change "${name}"`,
    removed: (name) => `Delete "${name}"`,
  },
};
