import { html, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import retention from 'lucide-static/icons/archive.svg?raw';
import down from 'lucide-static/icons/arrow-down.svg?raw';
import back from 'lucide-static/icons/arrow-left.svg?raw';
import up from 'lucide-static/icons/arrow-up.svg?raw';
import record from 'lucide-static/icons/book-text.svg?raw';
import camera from 'lucide-static/icons/camera.svg?raw';
import chart from 'lucide-static/icons/chart-no-axes-column.svg?raw';
import check from 'lucide-static/icons/check.svg?raw';
import chevronDown from 'lucide-static/icons/chevron-down.svg?raw';
import chevronRight from 'lucide-static/icons/chevron-right.svg?raw';
import chevronUp from 'lucide-static/icons/chevron-up.svg?raw';
import help from 'lucide-static/icons/circle-question-mark.svg?raw';
import account from 'lucide-static/icons/circle-user.svg?raw';
import audit from 'lucide-static/icons/clipboard-check.svg?raw';
import incidents from 'lucide-static/icons/clipboard-list.svg?raw';
import cloudOff from 'lucide-static/icons/cloud-off.svg?raw';
import copy from 'lucide-static/icons/copy.svg?raw';
import eye from 'lucide-static/icons/eye.svg?raw';
import eyeOff from 'lucide-static/icons/eye-off.svg?raw';
import save from 'lucide-static/icons/file-down.svg?raw';
import bringIn from 'lucide-static/icons/file-up.svg?raw';
import rights from 'lucide-static/icons/file-user.svg?raw';
import grip from 'lucide-static/icons/grip-vertical.svg?raw';
import handOver from 'lucide-static/icons/handshake.svg?raw';
import hash from 'lucide-static/icons/hash.svg?raw';
import history from 'lucide-static/icons/history.svg?raw';
import download from 'lucide-static/icons/image-down.svg?raw';
import key from 'lucide-static/icons/key-round.svg?raw';
import language from 'lucide-static/icons/languages.svg?raw';
import layers from 'lucide-static/icons/layers.svg?raw';
import classes from 'lucide-static/icons/layers-2.svg?raw';
import chain from 'lucide-static/icons/list-tree.svg?raw';
import locate from 'lucide-static/icons/locate-fixed.svg?raw';
import lock from 'lucide-static/icons/lock.svg?raw';
import unlock from 'lucide-static/icons/lock-open.svg?raw';
import leave from 'lucide-static/icons/log-out.svg?raw';
import pin from 'lucide-static/icons/map-pin.svg?raw';
import widen from 'lucide-static/icons/maximize-2.svg?raw';
import report from 'lucide-static/icons/megaphone.svg?raw';
import replies from 'lucide-static/icons/messages-square.svg?raw';
import shrink from 'lucide-static/icons/minimize-2.svg?raw';
import minus from 'lucide-static/icons/minus.svg?raw';
import screen from 'lucide-static/icons/monitor.svg?raw';
import moon from 'lucide-static/icons/moon.svg?raw';
import north from 'lucide-static/icons/navigation-2.svg?raw';
import holdStill from 'lucide-static/icons/pause.svg?raw';
import area from 'lucide-static/icons/pentagon.svg?raw';
import fix from 'lucide-static/icons/pin.svg?raw';
import goOn from 'lucide-static/icons/play.svg?raw';
import plus from 'lucide-static/icons/plus.svg?raw';
import power from 'lucide-static/icons/power.svg?raw';
import print from 'lucide-static/icons/printer.svg?raw';
import redo from 'lucide-static/icons/redo-2.svg?raw';
import reload from 'lucide-static/icons/rotate-cw.svg?raw';
import measure from 'lucide-static/icons/ruler-dimension-line.svg?raw';
import whole from 'lucide-static/icons/scan.svg?raw';
import log from 'lucide-static/icons/scroll-text.svg?raw';
import search from 'lucide-static/icons/search.svg?raw';
import send from 'lucide-static/icons/send.svg?raw';
import settings from 'lucide-static/icons/settings-2.svg?raw';
import roles from 'lucide-static/icons/shield-check.svg?raw';
import alert from 'lucide-static/icons/siren.svg?raw';
import previous from 'lucide-static/icons/skip-back.svg?raw';
import next from 'lucide-static/icons/skip-forward.svg?raw';
import phone from 'lucide-static/icons/smartphone.svg?raw';
import distance from 'lucide-static/icons/spline.svg?raw';
import edit from 'lucide-static/icons/square-pen.svg?raw';
import star from 'lucide-static/icons/star.svg?raw';
import sun from 'lucide-static/icons/sun.svg?raw';
import automatic from 'lucide-static/icons/sun-moon.svg?raw';
import trash from 'lucide-static/icons/trash-2.svg?raw';
import warning from 'lucide-static/icons/triangle-alert.svg?raw';
import undo from 'lucide-static/icons/undo-2.svg?raw';
import people from 'lucide-static/icons/users.svg?raw';
import close from 'lucide-static/icons/x.svg?raw';

const drawings = {
  bringIn,
  chain,
  lock,
  unlock,
  redo,
  holdStill,
  goOn,
  fix,
  previous,
  next,
  phone,
  reload,
  power,
  hash,
  up,
  down,
  grip,
  camera,
  cloudOff,
  locate,
  pin,
  report,
  replies,
  send,
  edit,
  star,
  save,
  chart,
  widen,
  shrink,
  account,
  warning,
  eye,
  eyeOff,
  copy,
  leave,
  people,
  key,
  roles,
  handOver,
  log,
  alert,
  classes,
  retention,
  record,
  history,
  rights,
  audit,
  screen,
  back,
  settings,
  area,
  automatic,
  check,
  chevronDown,
  chevronRight,
  chevronUp,
  close,
  distance,
  download,
  help,
  incidents,
  language,
  layers,
  measure,
  minus,
  moon,
  north,
  plus,
  print,
  search,
  sun,
  trash,
  undo,
  whole,
} as const;

/** A control's drawing, by what it is for. */
export type IconName = keyof typeof drawings;

/** An icon as tall as 1.25 of the text around it, in its colour, hidden from screen readers: the control names itself. */
export function icon(name: IconName): TemplateResult {
  return html`<span class="icon" aria-hidden="true">${unsafeHTML(drawings[name])}</span>`;
}
