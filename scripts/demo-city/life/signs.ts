import type { Random } from '../../../server/simulator/random.ts';
import { spaced } from './streets.ts';

// Invented trade names: two parts that wish well and what the place sells. None is a chain's.
const fronts = [...'和福瑞顺兴裕安康泰祥恒丰盛吉隆聚鼎晟诚信源锦盈'];
const backs = [...'和顺源丰康泰祥兴盛德安华隆达轩居园馨悦来宏'];
const softs = [
  '小满',
  '半亩',
  '老街坊',
  '邻家',
  '转角',
  '知味',
  '巷口',
  '青禾',
  '木槿',
  '南窗',
  '四季',
  '拾光',
  '一品',
  '好邻居',
  '晨曦',
  '春晓',
];

const sells: Record<string, readonly string[]> = {
  shop: [
    '五金店',
    '水果店',
    '理发店',
    '文具店',
    '服装店',
    '烟酒店',
    '花店',
    '药房',
    '眼镜店',
    '洗衣店',
    '茶叶店',
    '手机维修',
    '窗帘店',
    '粮油店',
    '宠物用品',
    '图文打印',
  ],
  restaurant: [
    '面馆',
    '小吃店',
    '饺子馆',
    '家常菜',
    '早餐店',
    '米线',
    '羊汤馆',
    '火锅店',
    '快餐',
    '茶餐厅',
    '烧烤店',
    '包子铺',
  ],
  supermarket: ['超市', '便利店', '生鲜超市'],
  bank: ['村镇银行', '商业银行营业部', '储蓄所'],
  hotel: ['宾馆', '商务酒店', '旅馆'],
  clinic: ['口腔诊所', '中医诊所', '社区门诊', '康复门诊'],
};
const trades = [
  '科技',
  '商贸',
  '建筑装饰',
  '文化传媒',
  '物流',
  '财税咨询',
  '电子商务',
  '环保工程',
  '教育咨询',
  '家政服务',
  '信息技术',
  '广告',
  '机电设备',
  '医疗器械',
  '餐饮管理',
];
const crafts = [
  '门窗加工部',
  '木器加工厂',
  '汽修店',
  '印刷作坊',
  '服装加工点',
  '铝合金加工',
  '机械修理部',
  '豆制品作坊',
];

function unique(random: Random, used: Set<string>, make: () => string): string {
  for (let attempt = 0; attempt < 12; attempt++) {
    const name = make();
    if (!used.has(name)) {
      used.add(name);
      return name;
    }
  }
  const name = `${make()}（${random.integer(2, 99)}店）`;
  used.add(name);
  return name;
}

/** Name of a shop, restaurant, bank, hotel or clinic that no other in the town has. */
export function signName(random: Random, kind: string, used: Set<string>): string {
  const what = sells[kind] ?? sells.shop!;
  return unique(random, used, () => {
    const soft = kind !== 'bank' && random.chance(0.4);
    return (soft ? random.pick(softs) : random.pick(fronts) + random.pick(backs)) + random.pick(what);
  });
}

/** Name of a company or a workshop. */
export function companyName(random: Random, kind: string, used: Set<string>): string {
  return unique(random, used, () => {
    const name = random.pick(fronts) + random.pick(backs) + (random.chance(0.3) ? random.pick(backs) : '');
    return kind === 'workshop' ? name + random.pick(crafts) : `${name}${random.pick(trades)}有限公司`;
  });
}

/** Name of a school or kindergarten after its street. */
export function schoolName(random: Random, kind: string, road: string | null, used: Set<string>): string {
  const place = road ? spaced(road) : random.pick(softs);
  const kinds =
    kind === 'kindergarten'
      ? ['幼儿园', '第二幼儿园', '实验幼儿园']
      : ['小学', '中学', '实验学校', '第二小学', '外国语学校'];
  for (const last of kinds) {
    if (used.has(place + last)) continue;
    used.add(place + last);
    return place + last;
  }
  return unique(random, used, () => `${random.pick(fronts)}${random.pick(backs)}${kinds[0]}`);
}
