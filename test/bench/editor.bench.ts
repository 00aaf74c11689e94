import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { KnowledgeView } from '../../src/features/language/candidates/candidate.ts';
import { candidatesAt } from '../../src/features/language/candidates/candidates.ts';
import { ParsedText } from '../../src/features/language/parsedText.ts';
import { applyEdits, formatText, parse } from '../../src/powershell/index.ts';
import { cmdletCatalogue, commonParameters } from '../../src/powershell/cmdlets/catalogue.ts';
import { diskCache, fileFacts, FolderIndex, folderPlaces, folderSymbolAt } from '../../src/project/folder/index.ts';
import { Budget, coldNode, median, milliseconds, percentile, type Bench } from './bench.ts';
import { longText, writeFolder } from './manyRunbooks.ts';

function indexOf(folder: string, cache: string): FolderIndex {
  return new FolderIndex({
    source: {
      list: async () => (await readdir(folder)).filter((name) => name.endsWith('.ps1')).map((name) => join(folder, name)),
      stamp: async (key) => {
        const { mtimeMs, size } = await stat(key);
        return { modified: mtimeMs, size };
      },
      read: async (key) => await readFile(key, 'utf8'), fileName: (key) => basename(key, '.ps1'),
    },
    cache: diskCache(cache, 'bench'),
    onProblem: (what, error) => {
      throw new Error(what, { cause: error });
    },
  });
}

/** How long a turn takes at the most while nothing is done here: what the machine itself costs. */
async function idle(): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await new Promise((resolve) => setTimeout(resolve, 500));
  delay.disable();
  return delay.percentile(99) / 1e6;
}

/** Builds an index; how long it took and how long others had to wait at the most. */
async function build(folder: string, cache: string): Promise<{ readonly index: FolderIndex; readonly took: number; readonly waited: number }> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const began = performance.now(), index = indexOf(folder, cache);
  await index.settled();
  const took = performance.now() - began;
  delay.disable();
  return { index, took, waited: delay.percentile(99) / 1e6 };
}

function knowledgeOf(index: FolderIndex): KnowledgeView {
  const cmdlets = new Map(cmdletCatalogue.flatMap((facts) => [facts.name, ...facts.aliases].map((name) => [name.toLowerCase(), facts])));
  const assets = Array.from({ length: 250 }, (_, i) => ({ name: `Setting ${i}`, description: null, modifiedAt: '', isEncrypted: false, typeName: undefined }));
  return {
    connectionName: 'Bench', cmdlets: cmdletCatalogue, assets: () => assets, loadedFunctions: () => [], connectionFields: () => [],
    get runbooks() { return [...index.tables.files.values()].map(({ facts }) => facts.runbook); },
    command: (name, parsed) => parsed.functionFacts(name) ?? index.tables.runbooks(name)[0]?.facts.runbook ?? cmdlets.get(name.toLowerCase()),
    commonParameters: () => commonParameters, folderAssets: (kind) => index.tables.assetNames(kind),
  };
}

/** A text of about 500 lines in which somebody types, letter by letter, what is asked for most. */
function typed(text: string): readonly string[] {
  const words = ['Invoke-T', '$ser', "Get-AutomationVariable -Name 'Set", 'Invoke-Task7 -Ser', 'Get-ChildItem -Pa', 'Start-SmaRunbook -Name Inv', '[str'];
  return words.flatMap((word) => Array.from({ length: Math.min(word.length, 8) }, (_, i) => `${text}\n${word.slice(0, word.length - i)}`));
}

export const bench: Bench = {
  name: 'editor in a folder of 2,000 runbooks',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sma-bench-')), cache = join(folder, '.state', 'index.jsonl');
    try {
      writeFolder(folder);
      const quiet = await idle(), cold = await build(folder, cache);
      await cold.index.flush();
      const warm = await build(folder, cache), unit = coldNode(), { index } = warm;
      const text = Array.from({ length: 12 }, (_, i) => readFileSync(join(folder, `Invoke-Task${i}.ps1`), 'utf8')).join('\n').split('\n').slice(0, 500).join('\n'), knowledge = knowledgeOf(index);
      const times = [0, 1, 2].flatMap((round) => typed(text).flatMap((version) => {
        const began = performance.now(), found = candidatesAt(new ParsedText(version), version.length, knowledge);
        // Behind a blank a value is due of which nothing is known.
        if (found === undefined && !version.endsWith(' ')) throw new Error(`nothing is offered behind ${JSON.stringify(version.slice(-30))}`);
        return round === 0 ? [] : [performance.now() - began];
      }));
      const parsed = new ParsedText(readFileSync(join(folder, 'Invoke-Task3.ps1'), 'utf8')), current = { key: join(folder, 'Invoke-Task3.ps1'), facts: fileFacts('Invoke-Task3', parsed.result), parsed };
      const references = Array.from({ length: 50 }, () => {
        const began = performance.now(), symbol = folderSymbolAt(current, parsed.result.text.indexOf('workflow Invoke-Task3') + 12, index.tables);
        if (symbol === undefined || folderPlaces(symbol, index.tables, current).length < 2) throw new Error('the callers are not found');
        return performance.now() - began;
      });
      const lines = longText(folder), untidy = parse(lines);
      if (untidy.errors.length > 0) throw new Error('the text to be formatted is broken');
      const formats = [0, 1, 2, 3].map(() => {
        const began = performance.now();
        applyEdits(lines, formatText(untidy, { tabSize: 4, insertSpaces: true }).edits);
        return performance.now() - began;
      });
      const slow = percentile(times, 0.95);
      cold.index.dispose();
      index.dispose();
      return [
        { what: 'completion behind a new letter, 95th percentile', value: `${milliseconds(slow)} (median ${milliseconds(median(times))})`, against: `${(slow / unit).toFixed(2)} of a cold node`, budget: Budget.atMost(slow, 50, ' ms') },
        { what: 'index of the folder, first time', value: milliseconds(cold.took), against: `${(cold.took / unit).toFixed(1)} cold nodes; others wait ${milliseconds(cold.waited)}, idle ${milliseconds(quiet)} (99th percentile)` },
        { what: 'index of the folder, from disk', value: `${milliseconds(warm.took)}, ${warm.index.parsed} files parsed`, against: `${(warm.took / unit).toFixed(1)} cold nodes; others wait ${milliseconds(warm.waited)}, idle ${milliseconds(quiet)}` },
        { what: 'references to a runbook', value: `${median(references).toFixed(3)} ms` },
        { what: 'format 2,000 lines', value: milliseconds(median(formats)) },
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
