import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { AreaDetail } from '../../server/api/areas/schema.ts';
import { answer, api } from '../api.ts';

/** Names that were asked for, by area code; areas are everybody's, so one store serves the page. */
const names = new Map<string, Promise<string>>();

/** The way to an area in words, without the root where something follows it: 澄江街道 › 第一社区. */
function pathName(area_code: string): Promise<string> {
  let name = names.get(area_code);
  if (!name) {
    name = answer<AreaDetail>(api.areas[':area_code'].$get({ param: { area_code } })).then(({ path }) => {
      const steps = path.length > 1 ? path.slice(1) : path;
      return steps.map((area) => area.name).join(' › ');
    });
    name.catch(() => names.delete(area_code));
    names.set(area_code, name);
  }
  return name;
}

/** Names of areas for an element that has only their codes; it renders again as they come. */
export class AreaNames implements ReactiveController {
  #known = new Map<string, string>();

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {}

  /** The name of an area; its code until the name is there, and where there is none. */
  of(area_code: string): string {
    const known = this.#known.get(area_code);
    if (known !== undefined) return known;
    this.#known.set(area_code, area_code);
    void pathName(area_code).then(
      (name) => {
        this.#known.set(area_code, name);
        this.host.requestUpdate();
      },
      () => {},
    );
    return area_code;
  }
}
