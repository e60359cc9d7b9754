/** Words of visits that fall due, in Chinese. */
export const dutiesMessages = {
  title: '走访',
  menu: '走访',
  chapters: '走访的栏目',
  noDuties: '您的职责不包含走访。如有需要，请联系本级管理员授权。',
  sections: {
    today: '今日走访',
    due: '应访',
    sets: '走访任务',
  },
};
