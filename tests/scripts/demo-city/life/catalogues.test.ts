import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { needs } from '../../../../scripts/demo-city/life/needs.ts';
import { replyTexts } from '../../../../scripts/demo-city/life/reply-texts.ts';
import { rootFolder } from '../../../../server/config.ts';
import { readLoop } from '../../../../server/loop/catalogue.ts';
import {
  channelWeights,
  drawItem,
  matterTexts,
  notes,
  unforeseenTitles,
} from '../../../../server/simulator/incident-texts.ts';
import { Random } from '../../../../server/simulator/random.ts';
import { drawCount, drawMinute, factorOf, rhythms } from '../../../../server/simulator/rhythm.ts';
import { calledDepartments, resolvedTexts } from '../../../../server/simulator/step-texts.ts';

function codes(name: string): string[] {
  const text = readFileSync(path.join(rootFolder, 'data/codes', `${name}.json`), 'utf8');
  return (JSON.parse(text) as { id: string }[]).map(({ id }) => id).sort();
}

const matters = readLoop({ variant: 'five', timeZone: 'Asia/Shanghai' }).reference.catalogue.matters.map(
  ({ id }) => id,
);

describe('what is drawn from catalogues', () => {
  it('has a rhythm, notes and words of every step for every category of incidents and no other', () => {
    const categories = codes('incident-category');
    expect(rhythms.map(({ category }) => category).sort()).toEqual(categories);
    for (const texts of [notes, resolvedTexts, calledDepartments])
      expect(Object.keys(texts).sort()).toEqual(categories);
    for (const texts of Object.values(resolvedTexts)) expect(texts.length).toBeGreaterThan(3);
    expect(Object.keys(unforeseenTitles).filter((category) => !categories.includes(category))).toEqual([]);
  });

  it('has titles for every matter of the catalogue and no other, with the place in each', () => {
    expect(Object.keys(matterTexts).sort()).toEqual([...matters].sort());
    for (const { titles, weight } of Object.values(matterTexts)) {
      expect(weight).toBeGreaterThan(0);
      for (const title of titles) expect(title).toMatch(/^\{p\}.{3,}/);
    }
  });

  it('draws matters of the category alone, and all of them', () => {
    const random = new Random('matters');
    const drawn = new Set(Array.from({ length: 2_000 }, () => drawItem('fire', random)));
    expect([...drawn].sort()).toEqual(matters.filter((id) => id.startsWith('fire.')).sort());
  });

  it('answers questions about matters of the catalogue, each once, without anybody’s name', () => {
    const asked = replyTexts.map(([matter]) => matter);
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked.filter((matter) => !matters.includes(matter))).toEqual([]);
    expect(asked.length).toBeGreaterThanOrEqual(60);
    for (const [, question, answer] of replyTexts) {
      expect(question).toMatch(/[？。]$/);
      expect(answer).toMatch(/。$/);
      expect(question + answer).not.toMatch(/先生|女士|某|\d{3,}/);
    }
  });

  it('calls only departments that there are', () => {
    const known = codes('department');
    expect(
      Object.values(calledDepartments)
        .flat()
        .filter((department) => !known.includes(department)),
    ).toEqual([]);
  });

  it('weighs five channels in each category', () => {
    for (const { category } of rhythms)
      expect(channelWeights(category).reduce((sum, one) => sum + one, 0)).toBeGreaterThan(90);
  });

  it('names the needs and duties of the catalogues', () => {
    expect(Object.keys(needs).sort()).toEqual(codes('need-tag'));
    expect(Object.keys(needs).sort()).toEqual(codes('visit-duty'));
  });
});

describe('the rhythm', () => {
  const of = (category: string) => rhythms.find((rhythm) => rhythm.category === category)!;

  it('puts noise into summer nights and fire into winter', () => {
    expect(factorOf(of('noise'), '2026-07-15')).toBeGreaterThan(2 * factorOf(of('noise'), '2026-01-15'));
    expect(factorOf(of('fire'), '2026-01-15')).toBeGreaterThan(1.8 * factorOf(of('fire'), '2026-07-15'));
    const random = new Random('noise');
    const minutes = Array.from({ length: 2_000 }, () => drawMinute(random, of('noise')));
    expect(minutes.every((minute) => minute >= 0 && minute < 1440)).toBe(true);
    expect(minutes.filter((minute) => minute > 1260 || minute < 120).length / 2_000).toBeGreaterThan(0.45);
  });

  it('draws as many as expected on average, below and above thirty', () => {
    const random = new Random('counts');
    for (const mean of [0.4, 6, 80]) {
      const total = Array.from({ length: 4_000 }, () => drawCount(random, mean)).reduce((sum, one) => sum + one, 0);
      expect(total / 4_000 / mean).toBeGreaterThan(0.95);
      expect(total / 4_000 / mean).toBeLessThan(1.05);
    }
  });
});
