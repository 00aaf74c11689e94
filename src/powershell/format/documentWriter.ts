/**
 * Objects become format records: which shape they are shown in is decided by the first one, the others follow it,
 * and what cannot take part stands between as text or as a list (about_Format.ps1xml).
 */
import type { Value } from '../runtime/values/value.ts';
import { DEFAULT_ENUMERATION_LIMIT } from './displayValue.ts';
import type { ObjectView } from './objectView.ts';
import type { PropertySpec } from './properties.ts';
import { columnValue } from './properties.ts';
import { FormatEndData, FormatEntryData, FormatRecord, FormatStartData, GroupEndData, GroupStartData } from './records.ts';
import type { Entry } from './records.ts';
import { isScalar } from './scalars.ts';
import { listOf, outOfBandList, shapeFor } from './shapes.ts';
import type { ShapeRequest, Shaper } from './shapes.ts';
import { fieldText } from './fields.ts';
import { findOutOfBandView } from './views.ts';

export interface DocumentOptions extends ShapeRequest {
  readonly groupBy?: PropertySpec | undefined;
  /** `-Force`: nothing stands outside the document. */
  readonly force?: boolean;
  readonly expand?: 'CoreOnly' | 'EnumOnly' | 'Both' | undefined;
  readonly enumerationLimit?: number;
  /** See LineOutputOptions. */
  readonly ofHost?: boolean;
}
type Group = { readonly key: string; readonly heading: GroupStartData['heading'] };

export class DocumentWriter {
  private readonly view: ObjectView;
  private readonly options: DocumentOptions;
  private readonly write: (record: FormatRecord) => void;
  private readonly limit: number;
  private shaper: Shaper | undefined;
  private group: Group | undefined;

  constructor(view: ObjectView, write: (record: FormatRecord) => void, options: DocumentOptions = {}) {
    this.view = view;
    this.write = write;
    this.options = options;
    const ofScript = view.variable('FormatEnumerationLimit');
    this.limit = options.enumerationLimit ?? (ofScript === undefined || !/^-?\d+$/.test(ofScript) ? DEFAULT_ENUMERATION_LIMIT : Number(ofScript));
  }

  /** Takes one object of the pipeline; collections are taken apart unless asked otherwise. */
  add(value: Value): void {
    if (value === null || value === undefined) return;
    const items = this.options.expand === 'CoreOnly' || typeof value === 'string' ? undefined : this.view.enumerate(value);
    if (items === undefined) this.one(value);
    else for (const item of items) if (item !== null && item !== undefined) this.one(item);
  }

  /** Closes what is open. */
  end(): void {
    if (this.group !== undefined) this.write(new GroupEndData());
    if (this.shaper !== undefined) this.write(new FormatEndData());
    this.group = undefined;
    this.shaper = undefined;
  }

  private one(value: Value): void {
    if (value instanceof FormatRecord) { this.write(value); return; }
    const band = this.options.force !== true;
    if (band) {
      const text = this.outside(value);
      if (text !== undefined) { this.write(new FormatEntryData(text, true)); return; }
    }
    if (this.shaper === undefined) {
      this.shaper = shapeFor(value, this.view, this.options);
      this.write(new FormatStartData(this.shaper.shape, this.shaper.autosize));
    } else if (band && !this.shaper.applies(value)) {
      this.write(new FormatEntryData(outOfBandList(value, this.view, this.limit), true));
      return;
    }
    this.enter(value);
    this.write(new FormatEntryData(this.shaper.entry(value, this.limit)));
  }

  /** Text and other scalars never belong to a document. */
  private outside(value: Value): Entry | undefined {
    const names = this.view.typeNames(value), own = findOutOfBandView(names);
    if (own !== undefined) return own.kind === 'list' ? listOf(own, value, this.view, this.limit) : own.parts === undefined ? { kind: 'lines', lines: fieldText(own.field, value, this.view, this.limit).split('\n') } : { kind: 'parts', parts: own.parts(value, this.view, this.limit) };
    const bare = this.options.ofHost !== true && this.view.ownFirst(value).length === 0;
    return isScalar(value, names) || bare ? { kind: 'raw', text: this.view.text(value) } : undefined;
  }

  private enter(value: Value): void {
    const next = this.groupOf(value);
    if (this.group !== undefined) {
      if (this.group.key === next.key) return;
      this.write(new FormatEntryData({ kind: 'lines', lines: [''] }, true));
      this.write(new GroupEndData());
    }
    this.group = next;
    this.write(new GroupStartData(next.heading));
  }

  private groupOf(value: Value): Group {
    const by = this.options.groupBy ?? this.shaper?.groupBy;
    if (by === undefined) return { key: '', heading: undefined };
    const label = by.label ?? (typeof by.expression === 'string' ? by.expression : by.expression.text);
    // A property that is not there says nothing of the group (GroupingInfoManager).
    if (typeof by.expression === 'string' && !/[*?[]/.test(by.expression) && !this.view.hasProperty(value, by.expression)) return this.group ?? { key: '', heading: undefined };
    const text = this.view.text(columnValue(by, value, this.view));
    if (this.options.groupBy === undefined && this.shaper?.groupParts !== undefined) return { key: text.toLowerCase(), heading: this.shaper.groupParts(value, this.limit) };
    return { key: text.toLowerCase(), heading: by.expression === 'PSParentPath' && label === 'Directory' ? `    Directory: ${text.replace('Microsoft.PowerShell.Core\\FileSystem::', '')}` : `   ${label}: ${text}` };
  }
}
