/** Comma separated values. */
import { convertFromCsv } from './convertFromCsv.ts';
import { convertToCsv } from './convertToCsv.ts';
import { exportCsv } from './exportCsv.ts';
import { importCsv } from './importCsv.ts';

export const csvCmdlets = [convertToCsv, convertFromCsv, importCsv, exportCsv] as const;
