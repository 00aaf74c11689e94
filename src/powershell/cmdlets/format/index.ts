/** What turns objects into text for people. */
import { formatCustom } from './formatCustom.ts';
import { formatList } from './formatList.ts';
import { formatTable } from './formatTable.ts';
import { formatWide } from './formatWide.ts';
import { outDefault } from './outDefault.ts';
import { outFile } from './outFile.ts';
import { outHost } from './outHost.ts';
import { outNull } from './outNull.ts';
import { outString } from './outString.ts';

export const formatCmdlets = [formatTable, formatList, formatWide, formatCustom, outString, outFile, outHost, outDefault, outNull] as const;
