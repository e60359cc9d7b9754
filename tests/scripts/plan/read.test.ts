import { describe, expect, it } from 'vitest';
import { check } from '../../../scripts/plan/check.ts';
import { readInstance } from '../../../scripts/plan/read.ts';
import { solve } from '../../../server/planning/solve.ts';

const answer = (text: string) => {
  const instance = readInstance(text);
  const solution = solve(instance.problem, { seed: 1, iterations: 200 });
  expect(check(instance.problem, solution).faults).toEqual([]);
  return { cost: instance.costOf(solution), routes: instance.routesOf(solution) };
};

const places = '1 0 0\n2 0 3\n3 4 3\n4 4 0';
const capacitated = `NAME : tiny\nTYPE : CVRP\nDIMENSION : 4\nEDGE_WEIGHT_TYPE : EUC_2D\nCAPACITY : 2
NODE_COORD_SECTION\n${places}\nDEMAND_SECTION\n1 0\n2 1\n3 1\n4 2\nDEPOT_SECTION\n1\n-1\nEOF\n`;

describe('files of VRPLIB', () => {
  it('with capacities are routes of customers, lengths to the nearest whole', () => {
    const { cost, routes } = answer(capacitated);
    expect(cost).toBe(3 + 4 + 5 + 4 + 4);
    expect(routes.map((route) => [...route].sort()).sort()).toEqual([[1, 2], [3]]);
  });

  it('of one salesman are one route, upwards where the file says so', () => {
    const salesman = capacitated
      .replace('CVRP', 'TSP')
      .replace(/CAPACITY.*\n/, 'VEHICLES : 1\n')
      .replace(/DEMAND[^E]*DEPOT/, 'DEPOT');
    expect(answer(salesman).cost).toBe(14);
    const sloping = salesman.replace('2 0 3', '2 0 3.2').replace('EUC_2D', 'CEIL_2D');
    expect(answer(sloping).cost).toBe(4 + 5 + 3 + 4);
  });

  it('with windows are measured in tenths, cut off', () => {
    const timed = `${capacitated.replace('CVRP', 'VRPTW').replace('CAPACITY : 2', 'CAPACITY : 9\nVEHICLES : 2\nSERVICE_TIME : 1').replace('3 4 3', '3 1 1').replace('EOF\n', '')}
TIME_WINDOW_SECTION\n1 0 100\n2 0 100\n3 20 30\n4 0 10\nEOF\n`;
    // 4 to customer 3, then 3.16…, 2.23… and 3.
    const { cost, routes } = answer(timed);
    expect({ cost, routes }).toEqual({ cost: 12.3, routes: [[3, 2, 1]] });
  });

  it('with prizes cost what is not fetched, in tenths', () => {
    const prizes = `${capacitated.replace('CVRP', 'PCVRPTW').replace('EOF\n', '')}PRIZE_SECTION\n1 0\n2 100\n3 100\n4 7\nEOF\n`;
    expect(answer(prizes)).toEqual({ cost: 120 + 70, routes: [expect.arrayContaining([1, 2])] });
  });

  it.each([
    ['x\n', 'Line 1: "x" is neither a key word with a value nor a row of a section.'],
    ['NAME : a\n', 'The file does not say its TYPE.'],
    [
      capacitated.replace('CVRP', 'ACVRP'),
      'Line 2: the type ACVRP is not known; there are CVRP, TSP, VRPTW, PCVRPTW, MDVRPTW.',
    ],
    [capacitated.replace('EUC_2D', 'GEO'), 'Line 4: lengths by GEO are not known; there are EUC_2D, CEIL_2D.'],
    [capacitated.replace('2 0 3', '2 0 north'), 'Line 8: a value should be a number, not "north".'],
    [capacitated.replace('2 0 3', '2 0'), 'Line 8: NODE_COORD_SECTION has 3 numbers in a row, not 2.'],
    [capacitated.replace('2 0 3', '5 0 3'), 'Line 8: NODE_COORD_SECTION should go on with 2 here.'],
    [capacitated.replace('4 4 0\n', ''), 'Line 6: NODE_COORD_SECTION should have 4 rows, not 3.'],
    [capacitated.replace('CAPACITY : 2', 'CAPACITY : much'), 'Line 5: CAPACITY should be a number, not "much".'],
    [
      capacitated.replace('EOF\n', 'VEHICLES : 2\nVEHICLES_DEPOT_SECTION\n1 1\n2 5\n'),
      'Line 20: there is no depot 5 among 1.',
    ],
    [capacitated.replace('EOF\n', 'VEHICLES_MAX_DURATION : 9\n'), 'Line 19: routes of a limited length are not known.'],
  ])('that are wrong say in which line: %#', (text, message) => {
    expect(() => readInstance(text)).toThrow(new Error(message));
  });
});

const streets = ` NOMBRE : tiny
 VERTICES : 3
 ARISTAS_REQ : 2
 ARISTAS_NOREQ : 1
 VEHICULOS : 1
 CAPACIDAD : 9
 LISTA_ARISTAS_REQ :
 ( 2, 3)   coste 4   demanda 5
 ( 1, 2)   coste 3   demanda 4
 LISTA_ARISTAS_NOREQ :
 ( 1, 3)   coste 2
 DEPOSITO : 1
`;

describe('files of CARPLIB', () => {
  it('are routes of streets in the direction in which they are passed', () => {
    const { cost, routes } = answer(streets);
    expect(cost).toBe(9);
    const way = [
      [1, 2],
      [2, 3],
    ];
    const back = [
      [3, 2],
      [2, 1],
    ];
    expect([way, back]).toContainEqual(routes[0]);
  });

  it.each([
    [streets.replace('( 2, 3)', '( 2, 4)'), 'Line 8: there is no vertex 4 among 3.'],
    [streets.replace('coste 4', 'coste x'), 'Line 8: coste should be a number, not "x".'],
    [streets.replace('coste 4   demanda 5', ''), 'Line 8: an edge reads ( 1, 2) coste 3 demanda 4.'],
    [streets.replace('REQ : 2', 'REQ : 3'), 'Line 3: 2 edges with a demand are listed, not 3.'],
    [streets.replace('DEPOSITO : 1', 'DEPOSITO : 4'), 'Line 12: there is no vertex 4 among 3.'],
    [streets.replace(/ VEHICULOS.*\n/, ''), 'The file does not say its VEHICULOS.'],
  ])('that are wrong say in which line: %#', (text, message) => {
    expect(() => readInstance(text)).toThrow(new Error(message));
  });
});
