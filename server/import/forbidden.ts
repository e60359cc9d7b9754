// What the product must never hold, by the name of a column: faces, licence plates, phone or device identifiers, video,
// identity numbers, ethnicity, religion, petitions, community correction, drug use, mental illness, released prisoners.

const tokens = new Set(
  `face faceid faceimage facial biometric plate plateno platenumber licenseplate licenceplate numberplate imei imsi meid iccid
  mac macaddress macaddr idfa oaid androidid deviceid phoneid deviceidentifier phoneidentifier video videourl cctvurl
  ethnicity ethnic ethnicgroup race religion religious faith denomination petition petitioner petitioning
  xinfang probation parole communitycorrection drug druguse drugs addict addiction mental mentalillness
  mentalhealth psychiatric exconvict convict prisoner releasedprisoner criminalrecord
  faces licenseplates licenceplates numberplates videos religions petitions petitioners convicts exconvicts prisoners
  criminalrecords idcard idcardno idcardnumber identitycard identitynumber identityno citizenid`.split(/\s+/),
);
const chinese =
  /人脸|面部|脸部|车牌|号牌|串号|设备(唯一)?(标识|识别)|手机(标识|识别)|视频|录像|民族|种族|宗教|信仰|教派|信访|上访|访民|社区矫正|矫正人员|社矫|吸毒|涉毒|戒毒|精神(病|障碍|疾病|残疾)|^精神$|刑满|释放人员|刑释|前科|服刑|身份证|证件号|公民身份/;

/**
 * Whether a column's name says that it holds something that the product must never hold.
 * Latin names are compared word by word and joined, so `licence_plate`, `PlateNo` and `MAC address` are found and `surface` is not.
 */
export function isForbidden(column: string): boolean {
  return forbiddenIn(column) !== null;
}

/**
 * The first word of a name, a label or a comment, in Chinese or English, for something that the product must never hold;
 * null where there is none.
 */
export function forbiddenIn(text: string): string | null {
  const found = chinese.exec(text);
  if (found) return found[0];
  const words = text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);
  for (const [at, word] of words.entries()) {
    const pair = word + (words[at + 1] ?? '');
    const hit = [word, pair].find((each) => tokens.has(each));
    if (hit) return hit;
  }
  return null;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';
const eighteen =
  /(?<![\dA-Za-z])([1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx])(?![\dA-Za-z])/;

/**
 * Whether a text holds the identity number of a citizen: 18 signs with a day of birth and the check sign of GB 11643, or what a
 * spreadsheet has made of one as a number, which ends in zeros or stands as 1.10105E+17.
 */
export function holdsIdentityNumber(text: string): boolean {
  if (/^[1-9]\.\d{2,16}E\+?17$/i.test(text)) return true;
  const found = eighteen.exec(text)?.[1];
  if (!found) return false;
  if (/00$/.test(found)) return true;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(found[at]), 0);
  return CHECKS[sum % 11] === found[17]!.toUpperCase();
}

const peoples = new Set(
  `汉 壮 满 回 苗 维吾尔 土家 彝 蒙古 藏 布依 侗 瑶 朝鲜 白 哈尼 哈萨克 黎 傣 畲 傈僳 仡佬 东乡 高山 拉祜 水 佤 纳西 羌 土 仫佬 锡伯 柯尔克孜
  达斡尔 景颇 毛南 撒拉 布朗 塔吉克 阿昌 普米 鄂温克 怒 京 基诺 德昂 保安 俄罗斯 裕固 乌孜别克 门巴 鄂伦春 独龙 塔塔尔 赫哲 珞巴`
    .split(/\s+/)
    .map((name) => `${name}族`),
);
const faiths =
  /^(?:信仰?|信奉)?(?:佛教|道教|伊斯兰教|基督教|天主教|东正教|耶稣教|无宗教信仰|不信教|教徒|基督徒|穆斯林)(?:徒|信徒|信众)?$/;
const plate =
  /^[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·.\s-]?[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳]$/;
const hardware = /^(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i;
const moving = /^(?:rtsp|rtmp):\/\/|\.(?:mp4|avi|flv|m3u8|mov)$/i;

/** Whether a whole cell is what must never be held: an identity number, a people, a faith, a plate, the number of a device, a video. */
export function isForbiddenValue(text: string): boolean {
  const value = text.trim();
  return (
    peoples.has(value) ||
    [faiths, plate, hardware, moving].some((pattern) => pattern.test(value)) ||
    isDeviceNumber(value) ||
    holdsIdentityNumber(value)
  );
}

/** An IMEI: 15 digits that begin with the type of a phone, the last of them a check by Luhn's rule. */
function isDeviceNumber(value: string): boolean {
  if (!/^(?:01|35|86|99)\d{13}$/.test(value)) return false;
  const sum = [...value].reduce((total, digit, at) => {
    const twice = Number(digit) * (at % 2 === 1 ? 2 : 1);
    return total + (twice > 9 ? twice - 9 : twice);
  }, 0);
  return sum % 10 === 0;
}

const marked =
  /矫正(?:人员|对象)|社区矫正|社矫|(?:吸|涉|戒)毒(?:人员|者|史)?$|精神(?:病|障碍|疾病|残疾)|刑满|释放人员|刑释|服刑|前科|上访(?:人员|户|对象)?$|信访(?:人|户|对象|重点)|访民/;

const institution = /(?:院|所|中心|科|站|办|办公室|局|室|机构|点)$/;

/** Whether a short text sorts somebody among those whom no list may mark; the places that look after them are no people. */
export function namesForbiddenPeople(text: string): boolean {
  return text.length <= 14 && marked.test(text) && !institution.test(text);
}
