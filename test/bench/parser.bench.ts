import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/lib/paths.ts';
import { parse } from '../../src/powershell/index.ts';
import { milliseconds, type Bench } from './bench.ts';
import { calibrate } from './calibrate.ts';

/** About a megabyte of runbooks, one after the other as script blocks. */
function megabyte(): string {
  const files = ['media/samples/*.ps1', 'test/conformance/cases/runbooks/*.ps1', 'test/conformance/cases/ast/long-realistic.ps1'].flatMap((pattern) => globSync(pattern, { cwd: root }).sort());
  const once = files.map((file) => readFileSync(join(root, file), 'utf8')).filter((text) => parse(text).errors.length === 0).map((text) => `& {\n${text}\n}\n`).join('');
  return once.repeat(Math.ceil(1_000_000 / once.length)).slice(0, -1);
}

export const bench: Bench = {
  name: 'parser',
  run: () => {
    const text = megabyte(), lines = text.split('\n').slice(0, 2000).join('\n');
    let whole = Infinity, short = Infinity, unit = Infinity;
    for (let i = 0; i < 12; i++) {
      const begin = performance.now();
      parse(text);
      const middle = performance.now();
      parse(lines);
      short = Math.min(short, performance.now() - middle);
      whole = Math.min(whole, middle - begin);
      unit = Math.min(unit, calibrate());
    }
    const perMegabyte = whole / (text.length / 1e6), ratio = perMegabyte / unit;
    return Promise.resolve([
      { what: 'parse a megabyte of runbooks', value: `${milliseconds(perMegabyte)} (${(1000 / perMegabyte).toFixed(1)} MB/s)`, against: `${ratio.toFixed(2)} of the calibration`, budget: '0.50 (PowerShell itself)', ok: ratio <= 0.5 },
      { what: 'parse 2,000 lines', value: milliseconds(short), budget: '10 ms', ok: short <= 10 },
    ]);
  },
};
