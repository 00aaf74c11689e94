/** What the Format cmdlets write: a document as a sequence of records, turned into lines by lineOutput.ts. */
import { NetType, netType } from '../runtime/types/netType.ts';
import { NetObject } from '../runtime/values/value.ts';
import type { Part } from './customLines.ts';
import type { Alignment } from './tableWriter.ts';

export interface TableColumn { readonly label: string; readonly width: number; readonly alignment: Alignment; /** The label is no property of the objects. */ readonly isOwn?: boolean }
export type Shape =
  | { readonly kind: 'table'; readonly columns: readonly TableColumn[]; readonly hideHeader: boolean }
  | { readonly kind: 'list' }
  | { readonly kind: 'wide'; readonly columns: number }
  | { readonly kind: 'custom' };

export type Entry =
  | { readonly kind: 'row'; readonly cells: readonly string[]; readonly multiLine: boolean; readonly alignments?: readonly (Alignment | undefined)[] }
  | { readonly kind: 'list'; readonly labels: readonly string[]; readonly values: readonly string[] }
  | { readonly kind: 'wide'; readonly text: string }
  | { readonly kind: 'lines'; readonly lines: readonly string[] }
  | { readonly kind: 'parts'; readonly parts: readonly Part[] }
  /** Text as it is, whatever its width. */
  | { readonly kind: 'raw'; readonly text: string };

/** Base of all format records. */
export abstract class FormatRecord extends NetObject {}
export class FormatStartData extends FormatRecord {
  readonly shape: Shape;
  readonly autosize: boolean;
  constructor(shape: Shape, autosize: boolean) { super(); this.shape = shape; this.autosize = autosize; }
}
export class GroupStartData extends FormatRecord {
  readonly heading: string | readonly Part[] | undefined;
  constructor(heading?: string | readonly Part[]) { super(); this.heading = heading; }
}
export class FormatEntryData extends FormatRecord {
  readonly entry: Entry;
  /** Stands outside the document's shape: text, errors, objects of other types. */
  readonly outOfBand: boolean;
  constructor(entry: Entry, outOfBand = false) { super(); this.entry = entry; this.outOfBand = outOfBand; }
}
export class GroupEndData extends FormatRecord {}
export class FormatEndData extends FormatRecord {}

const NAMESPACE = 'Microsoft.PowerShell.Commands.Internal.Format';
netType(new NetType(`${NAMESPACE}.FormatStartData`), { class: FormatStartData });
netType(new NetType(`${NAMESPACE}.GroupStartData`), { class: GroupStartData });
netType(new NetType(`${NAMESPACE}.FormatEntryData`), { class: FormatEntryData });
netType(new NetType(`${NAMESPACE}.GroupEndData`), { class: GroupEndData });
netType(new NetType(`${NAMESPACE}.FormatEndData`), { class: FormatEndData });
