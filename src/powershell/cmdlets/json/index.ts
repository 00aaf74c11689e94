/** JSON. */
import { convertFromJson } from './convertFromJson.ts';
import { convertToJson } from './convertToJson.ts';

export const jsonCmdlets = [convertToJson, convertFromJson] as const;
