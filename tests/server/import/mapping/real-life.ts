import { sheet } from './sheets.ts';

// Sheets as offices send them; all people, places and numbers in them are invented.

/** A police station's list of people. */
export const population = sheet(`
序号|所属派出所|户　主姓名|与户主关系|姓名*|性 别|出生日期（年-月-日）|公民身份号码|民族|宗教信仰|联系电话(手机)|小区名称|楼栋号|单元|房号|人户情况|是否常住
1|清河所|王建国|户主|王建国|男|1958-03-02|99010619580302101X|汉族|无|13800001111|垂柳苑|3幢|1|101|人户一致|是
2|清河所|王建国|配偶|李秀英|女|1960-11-20|990106196011201024|汉族|无|13800002222|垂柳苑|3幢|1|101|人户一致|是
3|清河所|赵明|户主|赵明|男|1985-07-15|990106198507151030|回族|无|13900003333|垂柳苑|3幢|2|502|人户分离|否
4|清河所|赵明|之女|赵小雨|女|2015-01-09|99010620150109202X|回族|无||垂柳苑|3幢|2|502|人户一致|是
`);

/** A property company's ledger of flats. */
export const flats = sheet(`
房屋编码|项目名称|楼幢|单元门|所在层|室牌号码|建筑面积(㎡)|业主姓名|业主电话|房屋使用情况|收房时间|物业费(元/月)
QH-01-0101|清河花园|1幢|1|1|101|89.5|孙强|13700001111|自住|2015-06-01|178
QH-01-0201|清河花园|1幢|1|2|201|89.5|周敏|13700002222|出租屋|2015-06-01|178
QH-01-0301|清河花园|1幢|1|3|301|120.1|吴刚|13700003333|空关|2016-02-11|240
QH-02-0101|清河花园|2幢|1|1|101|89.5|郑洁|13700004444|自住|2015-06-01|178
`);

/** A system's export in English. */
export const cases = sheet(`
Incident #|Offense Type|Date/Time Occured|Block Address|X Coordinate|Y Coordinate|Priority|Case Status|Disposition
HQ2291|THEFT|2010-01-01 08:30:00|1800 MAIN STREET|-95.369021|29.760427|high|closed|cleared
HQ2292|BURGLARY|2010-01-01 09:10:00|2200 ELM AVE|-95.371114|29.761933|normal|closed|open
HQ2293|ASSAULT|2010-01-02 22:45:00|45 OAK BLVD|-95.381750|29.755021|urgent|closed|cleared
HQ2294|THEFT|2010-01-03 00:05:00|980 PINE RD|-95.365444|29.741290|low|closed|cleared
`);

/** The attributes of a shapefile, whose names have at most ten bytes. */
export const cutOff = sheet(`
OBJECTID|BUILDING_N|BUILDING_T|FLOOR_COUN|HEIGHT_M|CONSTRUCTI|建筑地|Shape_Area
1|垂柳苑3幢|residential|6|18.5|1998|清河路18号|512.22
2|垂柳苑5幢|residential|6|18.5|1998|清河路20号|498.10
3|清河商厦|commercial|12|48|2009|清河路2号|1820.5
4|实验小学教学楼|school|4|15.2|2003|柳荫街9号|960.4
`);

/** Heads that say nothing. */
export const nonsense = sheet(`
F1|F2|F3|F4|F5|F6|F7
SS-0001|东门健身苑|健身点|清河街道柳荫街12号|118.791234|32.061122|2024-05-01
SS-0002|清河公厕|公共厕所|清河街道清河路30号|118.790512|32.063341|2024-05-02
SS-0003|柳荫街消火栓甲|消火栓|清河街道柳荫街40号|118.792088|32.060877|2024-05-02
SS-0004|河滨广场公厕|公共厕所|清河街道河滨路1号|118.795521|32.064410|2024-04-11
SS-0005|北门快递柜|快递驿站|清河街道清河路77号|118.793340|32.059913|2024-04-11
`);

/** Two columns for one field: a code beside its word, an address of registration beside that of business. */
export const shops = sheet(`
统一社会信用代码|企业名称|行业代码|行业类别|注册地址|经营地址|员工人数(人)|法定代表人|联系电话|状态
91990106MA1AAAAA1X|清河快餐店|6220|餐饮|清河市清河路3号|清河市柳荫街8号|6|孙强|025-88880001|存续
91990106MA1BBBBB2X|柳荫便利店|5211|超市|清河市清河路5号|清河市柳荫街10号|3|周敏|025-88880002|存续
91990106MA1CCCCC3X|清河旅社|6110|旅馆|清河市清河路7号|清河市河滨路2号|9|吴刚|025-88880003|注销
91990106MA1DDDDD4X|河滨五金加工|3311|加工作坊|清河市清河路9号|清河市河滨路6号|12|郑洁|025-88880004|存续
`);

/** A survey in traditional characters with numbered heads and metres of a plane. */
export const traditional = sheet(`
1.設施編號|2.設施名稱（全稱）|3.設施類別|4.詳細地址|5.東坐標(m)|6.北坐標(m)|7.管理單位|8.核實日期
A001|垂柳苑公廁|公共廁所|清河路18號|668211.25|3548120.11|清河环卫所|2024/3/1
A002|清河健身點|健身點|清河路30號|668350.90|3548200.75|清河街道办|2024/3/2
A003|柳蔭街消火栓|消火栓|柳蔭街40號|668400.02|3548310.42|清河水务公司|2024/3/2
A004|河濱公廁|公共廁所|河濱路1號|668512.33|3548005.10|清河环卫所|2024/3/5
A005|北門驛站|快递驿站|清河路77號|668290.45|3547990.20|清河快递点|2024/3/6
`);
