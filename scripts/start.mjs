/**
 * `npm start`: the demo, from a fresh clone to a running library. This first file uses only what an old Node can parse,
 * so that it can say what is wrong with that Node.
 */
var LOWEST = [20, 19];
var have = process.versions.node.split('.').map(Number);

if (have[0] < LOWEST[0] || (have[0] === LOWEST[0] && have[1] < LOWEST[1])) {
  console.error(
    'Carrel needs Node ' +
      LOWEST.join('.') +
      ' or newer; this is Node ' +
      process.versions.node +
      '.\n' +
      'Install the newest LTS release from https://nodejs.org (or with your version manager: nvm install --lts), then run npm start again.',
  );
  process.exit(1);
}

import('./start/main.mjs').then((start) => start.main(process.argv.slice(2)));
