/** The gates by name: a script and its arguments, run by Node from the root of the project. */
export const GATES = {
  'format and lint': ['node_modules/@biomejs/biome/bin/biome', 'check', '.'],
  'types, server': ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'],
  'types, web': ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.web.json'],
  architecture: ['node_modules/vitest/vitest.mjs', 'run', '--project=unit', 'src/architecture.test.ts'],
  'dead code': ['node_modules/knip/bin/knip.js'],
};
