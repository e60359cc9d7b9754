/** Words of the page of patrols: plans, times, roster, in Chinese. */
export const planningMessages = {
  title: '巡逻计划',
};
