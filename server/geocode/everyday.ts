/** Words for one kind of place, of which any may stand in its name. */
const groups = [
  '菜市场 菜场 农贸市场 集贸市场 农贸',
  '公厕 公共厕所 厕所 卫生间',
  '警务室 警务站 派出所',
  '快递驿站 驿站 快递点 快递站 菜鸟驿站',
  '公交站 公交车站 公交站台 站',
  '党群服务中心 党群中心 社区服务中心 便民服务中心',
  '卫生服务站 卫生站 卫生室 社区医院 社区卫生服务中心',
  '垃圾分类点 分类点 垃圾站 垃圾房 垃圾投放点',
  '充电车棚 车棚 充电棚 充电桩',
  '健身点 健身器材 健身广场',
  '公告栏 宣传栏 告示栏',
  '老年食堂 食堂 助餐点',
  '日间照料中心 照料中心 养老服务中心',
  '应急避难所 应急避难点 避难所',
  '微型消防站 消防站',
  '消火栓 消防栓',
].map((line) => line.split(' '));

/** Other words for what a text ends with, with what stands before it: 北桥菜场 is 北桥农贸市场, too. */
export function otherWords(text: string): string[] {
  for (const group of groups) {
    const word = group.filter((one) => one.length > 1 && text.endsWith(one)).sort((a, b) => b.length - a.length)[0];
    if (!word) continue;
    const before = text.slice(0, -word.length);
    return group.filter((one) => one !== word && before.length + one.length > 1).map((one) => before + one);
  }
  return [];
}
