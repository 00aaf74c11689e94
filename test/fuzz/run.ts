// npm run fuzz [-- --minutes 60 --seed 1 --lanes 2 --keep FOLDER]: mutants of the recorded scripts; anything found is printed, and kept as files in FOLDER.
// npm run fuzz -- --show NUMBER: prints the script of a number.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { corpusSeeds } from './corpus.ts';
import { fuzz } from './fuzz.ts';
import { mutate } from './mutate.ts';
import { Random } from './random.ts';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '60' }, seed: { type: 'string', default: '1' }, lanes: { type: 'string' }, keep: { type: 'string' }, show: { type: 'string' } } });
const numbers = [values.minutes, values.seed, values.lanes ?? '1', values.show ?? '1'].map(Number);
if (numbers.some((number) => !Number.isFinite(number) || number < 0)) {
  console.error('--minutes, --seed, --lanes and --show take a number.');
  process.exitCode = 2;
} else if (values.show === undefined) {
  const seen = new Set<string>();
  const { ran, findings } = await fuzz({
    seed: Number(values.seed), count: Number.MAX_SAFE_INTEGER / 2, limitMs: Number(values.minutes) * 60_000, ...(values.lanes === undefined ? {} : { lanes: Number(values.lanes) }),
    onFinding: (finding) => {
      const { number, kind, from, text, detail } = finding, lines = detail.split('\n').map((line) => line.slice(0, 200)), place = lines.find((line) => line.includes('/src/'))?.trim() ?? '';
      // The same fault again says nothing new.
      if (seen.has(`${kind} ${lines[0]} ${place}`)) return;
      seen.add(`${kind} ${lines[0]} ${place}`);
      console.log(`${number} ${kind} (${from}): ${lines.slice(0, 4).map((line) => line.trim()).join(' | ')}`);
      if (values.keep === undefined) return;
      mkdirSync(values.keep, { recursive: true });
      writeFileSync(join(values.keep, `${kind}-${number}.ps1`), `${text}\n<#\n${detail}\n#>\n`);
    },
  });
  console.log(`${ran} scripts, ${findings.length} findings, ${seen.size} of them different`);
  if (findings.length > 0) process.exitCode = 1;
} else console.log(mutate(corpusSeeds(), new Random(Number(values.show))).text);
