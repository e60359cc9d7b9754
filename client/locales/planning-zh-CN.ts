/** Words of the page of patrols: plans, times, roster, in Chinese. */
export const planningMessages = {
  title: '巡逻计划',
  noPlan: '还没有打开计划。',
  edit: {
    added: (name: string) => `添加「${name}」`,
    changed: (name: string) => `修改「${name}」`,
    removed: (name: string) => `删除「${name}」`,
  },
};
