/** XML. */
import { convertToXml } from './convertToXml.ts';
import { selectXml } from './selectXml.ts';

export const xmlCmdlets = [convertToXml, selectXml] as const;
