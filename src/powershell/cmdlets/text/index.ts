/** Text and bytes: finding, joining, hashing. */
import { convertFromStringData } from './convertFromStringData.ts';
import { convertFromMarkdown } from './convertFromMarkdown.ts';
import { formatHex } from './formatHex.ts';
import { getFileHash } from './getFileHash.ts';
import { joinString } from './joinString.ts';
import { selectString } from './selectString.ts';

export const textCmdlets = [selectString, joinString, convertFromStringData, getFileHash, formatHex, convertFromMarkdown] as const;
