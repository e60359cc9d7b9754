import type { patrolMessages as Chinese } from './patrol-zh-CN.ts';

/** Words of the page of patrols: map and tools, in English. */
export const patrolMessages: typeof Chinese = {
  title: 'Patrols',
};
