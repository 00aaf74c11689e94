/** Entry files are named by text, which no type check follows. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import * as entries from '../../../../src/worker/processes/entryPoints.ts';

describe('entry files of processes and threads', () => {
  for (const [name, entry] of Object.entries(entries)) it(`${name} is there`, () => { assert.ok(existsSync(entry()), entry()); });
});
