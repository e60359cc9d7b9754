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
