import { argumentFor } from '../../../../powershell/index.ts';
import { savesState } from '../../checkpoints.ts';
import type { Report, Rule } from '../../rule.ts';
import { commandKey } from '../../sites.ts';

const writers: Readonly<Record<string, string>> = { 'out-file': 'FilePath', 'set-content': 'Path', 'add-content': 'Path', 'export-csv': 'Path', 'export-clixml': 'Path' };
const readers: Readonly<Record<string, string>> = { 'get-content': 'Path', 'import-csv': 'Path', 'import-clixml': 'Path', 'get-item': 'Path', 'copy-item': 'Path', 'move-item': 'Path', 'remove-item': 'Path' };
const local = /^["']?([a-z]:\\|\$\{?env:(temp|tmp|localappdata)\b)/i;

export const fileAcrossCheckpoint: Rule = {
  id: 'SMA3003', name: 'local-file-across-checkpoint', category: 'state', severity: 'warning', appliesTo: 'workflow',
  summary: 'A local file written before a checkpoint is read behind it.',
  documentation: 'A resumed job may run on another worker, whose disk does not have the file. Use a share, or keep the content in a variable.',
  *check(context): Generator<Report> {
    const written = new Map<string, number>(), points: number[] = [];
    for (const site of context.commands()) {
      if (site.place !== 'workflow') continue;
      const key = commandKey(site);
      if (savesState(site.node)) points.push(site.node.end);
      const path = argumentFor(site.node, writers[key] ?? readers[key] ?? '-', 0);
      if (path === undefined || !local.test(context.slice(path))) continue;
      const text = context.slice(path).replace(/["']/g, '').toLowerCase(), at = written.get(text);
      if (writers[key] !== undefined) written.set(text, site.node.start);
      else if (readers[key] !== undefined && at !== undefined && points.some((point) => point > at && point < site.node.start)) yield { start: path.start, end: path.end, message: `This file was written before the checkpoint; a resumed job may be on another worker, which does not have it. Use a share, or keep the content in a variable.` };
    }
  },
};
