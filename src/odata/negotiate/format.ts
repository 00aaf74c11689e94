/**
 * Which format a reply takes and a body has (sma-rest-api.md 1.3; RFC 9110, 12.5.1), as pure functions.
 *
 * Atom is the default. Verbose JSON comes for `application/json` with `odata=verbose` and for plain
 * `application/json`, which is what clients of SMA mean by it; JSON light only where one of its forms is named.
 */
import { odataError } from '../errors.ts';
import type { DataServiceVersion } from './version.ts';

/** `json` is the verbose form; the three of JSON light differ in how much they say about the data (OData v3 JSON format, 3). */
export type PayloadFormat = 'atom' | 'json' | LightFormat;
export type LightFormat = 'lightMinimal' | 'lightFull' | 'lightNone';
const FORMATS: readonly PayloadFormat[] = ['atom', 'json', 'lightMinimal', 'lightFull', 'lightNone'];

export const isLight = (format: PayloadFormat): format is LightFormat => format.startsWith('light');

/** What is to be written, where that changes which types fit. */
export type PayloadKind = 'feed' | 'entry' | 'serviceDocument' | 'value' | 'links' | 'error';

interface MediaType { readonly type: string; readonly parameters: ReadonlyMap<string, string>; readonly quality: number; readonly order: number }

/** Splits at a separator outside double quotes. */
function split(text: string, separator: ',' | ';'): readonly string[] {
  return (text.match(separator === ',' ? /(?:"(?:[^"\\]|\\.)*"|[^,])+/g : /(?:"(?:[^"\\]|\\.)*"|[^;])+/g) ?? []).map((part) => part.trim());
}

function parseMediaType(text: string, order: number): MediaType {
  const [type = '', ...rest] = split(text, ';');
  const parameters = new Map<string, string>();
  for (const part of rest) {
    const [name = '', value = ''] = part.split('=', 2);
    parameters.set(name.trim().toLowerCase(), value.trim().replace(/^"(.*)"$/, '$1').toLowerCase());
  }
  const quality = Number(parameters.get('q') ?? '1');
  return { type: type.toLowerCase(), parameters, quality: quality >= 0 && quality <= 1 ? quality : 1, order };
}

const FORMAT_NAMES: Readonly<Record<string, string>> = {
  atom: 'application/atom+xml', xml: 'application/xml', json: 'application/json;odata=verbose', verbosejson: 'application/json;odata=verbose',
};

export interface FormatRequest {
  /** The Accept header. */
  readonly accept: string | undefined;
  /** The value of $format, which goes before Accept (OData v2 URI conventions, 4.7). */
  readonly format?: string | undefined;
  /** The highest version that the reply may have. JSON light came with 3.0: to who takes less it is no format that there is, as in WCF. */
  readonly highest?: DataServiceVersion | undefined;
}

/**
 * Chooses the format. The most specific match of each format counts; between equal qualities names go before wildcards,
 * then the order of the header.
 * @throws ODataError NotAcceptable (415) when nothing fits.
 */
export function negotiateFormat({ accept, format, highest = '3.0' }: FormatRequest, kind: PayloadKind): PayloadFormat {
  if ((format !== undefined && format !== '') || accept === undefined) return chooseFormat({ accept, format, highest }, kind);
  const key = `${kind} ${highest === '3.0' ? '' : 'old '}${accept}`;
  const known = negotiated.get(key);
  if (known !== undefined) return known;
  const chosen = chooseFormat({ accept, highest }, kind);
  if (negotiated.size >= MOST_KEPT) negotiated.clear();
  if (key.length <= LONGEST_KEPT) negotiated.set(key, chosen);
  return chosen;
}
/** Clients say the same with every request. */
const negotiated = new Map<string, PayloadFormat>();
const MOST_KEPT = 200;
const LONGEST_KEPT = 300;

function chooseFormat({ accept, format, highest }: FormatRequest, kind: PayloadKind): PayloadFormat {
  const header = format === undefined || format === '' ? accept : ((Object.hasOwn(FORMAT_NAMES, format.trim().toLowerCase()) ? FORMAT_NAMES[format.trim().toLowerCase()] : undefined) ?? format);
  if (header === undefined || header.trim() === '') return 'atom';
  const ranges = split(header, ',').map(parseMediaType);
  const rated = FORMATS.filter((one) => highest === '3.0' || !isLight(one)).map((candidate) => ({ candidate, match: bestMatch(candidate, ranges, kind) }));
  const usable = rated.flatMap(({ candidate, match }) => (match !== undefined && match.quality > 0 ? [{ candidate, ...match }] : []));
  const [best] = usable.toSorted((left, right) => right.quality - left.quality || rank(right) - rank(left) || left.order - right.order);
  if (best === undefined) throw odataError('NotAcceptable', header.slice(0, 200));
  return best.candidate;
}

/** Like `negotiateFormat`, but never fails: an error must be told in some format, in verbose JSON to who takes nothing but the light form and may not have it. */
export function negotiateErrorFormat(request: FormatRequest): PayloadFormat {
  try {
    return negotiateFormat(request, 'error');
  } catch {
    return takesLight(request) ? 'json' : 'atom';
  }
}

function takesLight(request: FormatRequest): boolean {
  try {
    return isLight(negotiateFormat({ ...request, highest: '3.0' }, 'error'));
  } catch {
    return false;
  }
}

/** A type by name goes before a wildcard; between two names the client's order decides. */
const rank = (match: Match): number => Math.min(match.specificity, 3);

interface Match { readonly quality: number; readonly specificity: number; readonly order: number }

function bestMatch(format: PayloadFormat, ranges: readonly MediaType[], kind: PayloadKind): Match | undefined {
  const matches = ranges.flatMap((range): readonly Match[] => {
    const specificity = format === 'atom' ? matchXml(range, kind) : format === 'json' ? matchVerbose(range) : matchLight(range, format);
    return specificity === 0 ? [] : [{ quality: range.quality, specificity, order: range.order }];
  });
  return matches.toSorted((left, right) => right.specificity - left.specificity || left.order - right.order)[0];
}

/** 0: no match; 1: any type; 2: any application; 3: the type; 4: with the parameter. */
function matchVerbose({ type, parameters }: MediaType): number {
  if (type === '*/*') return 1;
  if (type === 'application/*') return 2;
  if (type !== 'application/json' || !isOurs(parameters)) return 0;
  const odata = parameters.get('odata');
  return odata === undefined ? 3 : odata === 'verbose' ? 4 : 0;
}

/** What a form of JSON may be named with. One that has more is another's, as `odata.metadata=minimal` of version 4 is: what follows it in the header is asked. */
const NAMED: ReadonlySet<string> = new Set(['odata', 'charset', 'streaming', 'q']);
const isOurs = (parameters: ReadonlyMap<string, string>): boolean => [...parameters.keys()].every((name) => NAMED.has(name.toLowerCase()));
/** The parameter's values for each form; `light` is the name it had before it was released. */
const LIGHT_NAMES: Readonly<Record<LightFormat, readonly string[]>> = {
  lightMinimal: ['minimalmetadata', 'light'], lightFull: ['fullmetadata'], lightNone: ['nometadata'],
};
const matchLight = ({ type, parameters }: MediaType, format: LightFormat): number =>
  (type === 'application/json' && isOurs(parameters) && LIGHT_NAMES[format].includes(parameters.get('odata') ?? '') ? 4 : 0);

function matchXml({ type, parameters }: MediaType, kind: PayloadKind): number {
  if (type === '*/*') return 1;
  if (type === 'application/*') return 2;
  if (type === 'application/atom+xml') {
    const wanted = parameters.get('type');
    if (wanted === undefined || kind === 'error') return 3;
    return wanted === kind ? 4 : 0;
  }
  if (type === 'application/atomsvc+xml') return kind === 'serviceDocument' || kind === 'error' ? 3 : 0;
  return type === 'application/xml' || type === 'text/xml' ? 3 : 0;
}

/** The Content-Type of a reply. */
export function contentType(format: PayloadFormat, kind: PayloadKind): string {
  if (format === 'json') return 'application/json;odata=verbose;charset=utf-8';
  if (isLight(format)) return `application/json;odata=${LIGHT_NAMES[format][0] ?? ''};charset=utf-8`;
  return kind === 'feed' || kind === 'entry' ? `application/atom+xml;type=${kind};charset=utf-8` : 'application/xml;charset=utf-8';
}
export const TEXT_CONTENT_TYPE = 'text/plain;charset=utf-8';
export const METADATA_CONTENT_TYPE = 'application/xml;charset=utf-8';

/** The `charset` of a Content-Type. */
export const charsetOf = (header: string | undefined): string | undefined => (header?.includes('=') === true ? parseMediaType(header, 0).parameters.get('charset') : undefined);

/** Whether a body says that it is JSON light. */
export function isLightBody(header: string | null): boolean {
  if (header?.includes('odata') !== true) return false;
  const { type, parameters } = parseMediaType(header, 0);
  return type === 'application/json' && Object.values(LIGHT_NAMES).flat().includes(parameters.get('odata') ?? '');
}

/** The format of an entity in a request body. @throws ODataError UnsupportedMediaType (415) */
export function bodyFormat(header: string | undefined): PayloadFormat {
  const { type, parameters } = parseMediaType(header ?? '', 0);
  if (type === 'application/atom+xml' || type === 'application/xml' || type === 'text/xml') return 'atom';
  const odata = parameters.get('odata');
  if (type === 'application/json' && (odata === undefined || odata === 'verbose')) return 'json';
  if (type === 'application/json' && Object.values(LIGHT_NAMES).flat().includes(odata ?? '')) return 'lightMinimal';
  throw odataError('UnsupportedMediaType', header ?? '');
}
