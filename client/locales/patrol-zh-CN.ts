/** Words of the page of patrols: map and tools, in Chinese. */
export const patrolMessages = {
  title: '巡逻',
};
