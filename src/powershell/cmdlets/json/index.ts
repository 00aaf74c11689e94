/** JSON. */
import { convertFromJson } from './convertFromJson.ts';
import { convertToJson } from './convertToJson.ts';

import { testJson } from './testJson.ts';

export const jsonCmdlets = [convertToJson, convertFromJson, testJson] as const;
