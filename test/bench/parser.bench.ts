import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/lib/paths.ts';
import { parse } from '../../src/powershell/index.ts';
import { Budget, milliseconds, type Bench } from './bench.ts';
import { calibrateApart } from './calibrate.ts';

/** About a megabyte of runbooks, one after the other as script blocks. */
function megabyte(): string {
  const files = ['media/samples/*.ps1', 'test/conformance/cases/runbooks/*.ps1', 'test/conformance/cases/ast/long-realistic.ps1'].flatMap((pattern) => globSync(pattern, { cwd: root }).sort());
  const once = files.map((file) => readFileSync(join(root, file), 'utf8')).filter((text) => parse(text).errors.length === 0).map((text) => `& {\n${text}\n}\n`).join('');
  return once.repeat(Math.ceil(1_000_000 / once.length)).slice(0, -1);
}

/** The densest a script can be: hardly a blank, no comment, every line five kinds of expressions. */
const dense = (): string => Array.from({ length: 9_500 }, (_, i) => `$a${i % 50}=@{x=$b[${i}].c(1,'q',"t$(1+$i)z");y=(1+2)*3-4/$k};if($a -eq ${i} -and !$b){f -n $x,1 -m:2|%{$_.y+=1}}`).join('\n');

/** The least time of twelve parses, in milliseconds. */
function leastOf(text: string): number {
  let least = Infinity;
  for (let i = 0; i < 12; i++) {
    const begin = performance.now();
    parse(text);
    least = Math.min(least, performance.now() - begin);
  }
  return least;
}

export const bench: Bench = {
  name: 'parser',
  run: () => {
    const text = megabyte(), lines = text.split('\n').slice(0, 2000).join('\n'), packed = dense();
    const before = calibrateApart();
    // One text after the other: what a parse leaves behind is collected during the next, and is to weigh on its own figure.
    const whole = leastOf(text), short = leastOf(lines), tight = leastOf(packed);
    const unit = Math.min(before, calibrateApart());
    const perMegabyte = whole / (text.length / 1e6), ratio = perMegabyte / unit, perDense = tight / (packed.length / 1e6);
    return Promise.resolve([
      { what: 'parse a megabyte of runbooks', value: `${milliseconds(perMegabyte)} (${(1000 / perMegabyte).toFixed(1)} MB/s)`, against: `${ratio.toFixed(2)} of the calibration`, budget: Budget.atMost(ratio, 0.5, ' of the calibration (PowerShell itself)') },
      { what: 'parse a megabyte of text without blanks', value: `${milliseconds(perDense)} (${(1000 / perDense).toFixed(1)} MB/s)`, against: `${(perDense / unit).toFixed(2)} of the calibration` },
      { what: 'parse 2,000 lines', value: milliseconds(short), budget: Budget.atMost(short, 10, ' ms') },
    ]);
  },
};
