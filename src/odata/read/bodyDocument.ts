/** A body taken apart by its format, before anybody has looked what it says: the part of reading that takes time. */
import { odataError } from '../errors.ts';
import { DEFAULT_LIMITS } from '../limits.ts';
import type { ODataLimits } from '../limits.ts';
import { bodyFormat } from '../negotiate/format.ts';
import { parseXml, XmlError } from '../xml/parse.ts';
import type { XmlElement } from '../xml/parse.ts';
import { bodyText } from './bodyText.ts';

export type BodyDocument =
  | { readonly format: 'atom'; readonly root: XmlElement }
  | { readonly format: 'json'; readonly text: string };

/** @throws ODataError with one clear reason (400, 413, 415) */
export function bodyDocument(bytes: Uint8Array, contentType: string | undefined, limits: ODataLimits = DEFAULT_LIMITS): BodyDocument {
  return bodyFormat(contentType) === 'atom'
    ? { format: 'atom', root: parseBodyXml(bodyText(bytes, 'Atom', contentType, limits), limits) }
    : { format: 'json', text: bodyText(bytes, 'JSON', contentType, limits) };
}

/** @throws ODataError BodySyntax */
export function parseBodyXml(text: string, limits: ODataLimits = DEFAULT_LIMITS): XmlElement {
  try {
    return parseXml(text, { maxDepth: limits.xmlDepth, maxTags: limits.xmlTags });
  } catch (error) {
    if (error instanceof XmlError) throw odataError('BodySyntax', 'Atom', error.message);
    throw error;
  }
}
