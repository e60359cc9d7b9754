import type { helpMessages as Chinese } from './help-zh-CN.ts';

/** The same in English. */
export const helpMessages: typeof Chinese = {
  title: 'Help',
  keys: 'Keys',
  what: 'What is here',
  keyList: [
    ['/', 'Search'],
    ['N', 'Report a matter'],
    ['W', 'Who answers at the middle of the map'],
    ['1 – 5', 'Open or close a tool'],
    ['[ ]', 'Previous, next area of the same level'],
    ['Alt ↑', 'One level up'],
    ['Esc', 'Close the tool, or go one level up'],
    ['Arrows', 'Move the map; in the door matrix, to the next door'],
    ['+ −', 'Zoom in, zoom out'],
    ['?', 'Open this sheet'],
  ],
  topics: [
    [
      'From the street to a door',
      'Choose a grid on the map or go down the list at the right: district, street, community, grid, building, unit, floor, door. The path at the top leads back.',
    ],
    [
      'Colours',
      'Cinnabar means overdue, amber due soon, jade done, indigo patrol, and nothing else; each also has a shape or a word.',
    ],
    [
      'Incidents',
      'From afar a heat map, nearer a dot each, nearest a symbol by category. Drag the period at the bottom and the map follows; “Incidents” keeps only overdue ones, for example.',
    ],
    ['Sharing', 'The address bar holds the present view: send it to a colleague and it opens at the same place.'],
    [
      'Personal data',
      'Screens show counts; a household’s file opens for some minutes to those responsible who state a purpose, and every opening is written down.',
    ],
  ],
};
