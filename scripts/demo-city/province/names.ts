import type { Random } from '../../../server/simulator/random.ts';

const first = [...'澄清望云景瑞永安临松桂兰柳青白金玉明秀和长新同文'];
const districtSecond = [...'川浦泽陵湄原岚汀洲渡屏岑'];
const streetSecond = [...'溪桥园塘坊亭岗湾堤荷苑林庄河井'];
const communitySecond = [...'里营铺口巷墩埠圩集栅'];
const cities = ['澄川', '云湄', '瑞岑', '临沅', '望屏', '景泽', '永渚', '松岚', '桂汀', '兰陂'];

/** Invented names of everything above the grid; no two districts and no two streets share one. */
export class ProvinceNames {
  readonly province = '沧原省';
  readonly #random: Random;
  readonly #cities: string[];
  readonly #districts: string[];
  readonly #streets: string[];

  constructor(random: Random) {
    this.#random = random;
    this.#cities = [...cities];
    this.#districts = this.#shuffled(pairs(districtSecond));
    this.#streets = this.#shuffled(pairs([...streetSecond, ...districtSecond])).filter(
      (word) => !this.#districts.slice(0, 60).includes(word),
    );
  }

  city(): string {
    return `${this.#cities.shift()!}市`;
  }

  /** Two characters, without 区. */
  district(): string {
    return this.#districts.shift()!;
  }

  /** Two characters, without 街道. */
  street(): string {
    return this.#streets.shift()!;
  }

  /** Different words for the communities of one district, without 社区; at most 240. */
  communities(count: number): string[] {
    return this.#shuffled(pairs(communitySecond)).slice(0, count);
  }

  #shuffled(words: string[]): string[] {
    for (let index = words.length - 1; index > 0; index--) {
      const other = this.#random.integer(0, index);
      [words[index], words[other]] = [words[other]!, words[index]!];
    }
    return words;
  }
}

function pairs(seconds: readonly string[]): string[] {
  return first.flatMap((one) => seconds.map((two) => one + two));
}
