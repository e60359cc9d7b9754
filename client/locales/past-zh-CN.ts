/** Words of the time machine. */
export const pastMessages = {
  open: '回看过去',
  name: '时间轴',
  on: (day: string) => `${day}的情况`,
  slider: '日期',
  exact: '选择日期',
  today: '回到今天',
  known: '所知范围',
  knownNow: '按现在所知',
  knownThen: '按当时所知',
  play: '播放',
  pause: '暂停',
  step: { day: '逐日', week: '逐周' },
  looking: '只能查看，不能修改。',
  unkept: (since: string) => `${since}起才留存历史；此前各日按留存之初的登记显示。`,
  failed: '未能取得这一天的地图。',
};
