/** What Format-Table, Format-List, Format-Wide and the Out cmdlets share. */
import type { Bound } from '../../runtime/cmdlet.ts';
import type { CmdletContext } from '../../runtime/run/pipeline/cmdletContext.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { UnknownViewError } from '../../format/views.ts';
import { wildcard } from '../../runtime/operators/wildcard.ts';
import type { Value } from '../../runtime/values/value.ts';
import { DocumentWriter } from '../../format/documentWriter.ts';
import type { ObjectView } from '../../format/objectView.ts';
import { DEFAULT_WIDTH } from '../../format/outString.ts';
import { PROPERTY_KEYS, propertySpec } from '../../format/properties.ts';
import { FormatParameterError } from '../../format/propertyKeys.ts';
import type { KeyDefinition } from '../../format/propertyKeys.ts';
import type { PropertySpec } from '../../format/properties.ts';
import { runtimeView } from '../../format/runtimeView.ts';
import { errorText } from '../../format/errorView.ts';
import { FormatEntryData } from '../../format/records.ts';
import type { FormatRecord } from '../../format/records.ts';
import { toText } from '../../runtime/convert/toText.ts';
import { ErrorRecord, PowerShellError } from '../../runtime/values/errorRecord.ts';
import type { ShapeRequest } from '../../format/shapes.ts';
import { blockValue, refuseProperty } from '../object/propertyValue.ts';
import { errorRecord } from '../../runtime/errors/raise.ts';
import { toItems } from '../../runtime/convert/enumerate.ts';

export const FORMAT_PARAMS = {
  GroupBy: { type: T.Object, help: 'A property, or a calculated one, that begins a new group when it changes.' },
  View: { type: T.String, help: 'The view of this name, where the type has several.' },
  ExcludeProperty: { type: arrayOf(T.String), help: 'Properties to leave out; wildcards allowed.' },
  ShowError: { type: T.Switch },
  DisplayError: { type: T.Switch, help: 'Shows #ERR for a value that could not be worked out.' },
  Force: { type: T.Switch },
  Expand: { type: T.String, validate: [{ set: ['CoreOnly', 'EnumOnly', 'Both'] }] },
  InputObject: { type: T.Object, from: 'pipeline', allowNull: true, allowEmpty: true },
} as const;

/** The view of values inside a running command: calculated properties run in its scope. */
export const viewOf = (ctx: CmdletContext): ObjectView => runtimeView((block, item) => blockValue(ctx, block, item));
/** The width formatted text has here. */
export const widthOf = (ctx: CmdletContext): number => ctx.host.width ?? DEFAULT_WIDTH;
/** What Out-String and Out-File write: without a width lists and texts go on, and tables are as wide as the screen (OutStringCommand.InstantiateLineOutputInterface). */
export const widthsOf = (ctx: CmdletContext, given: number | undefined): { readonly width: number; readonly tableWidth?: number } => (given === undefined ? { width: 2147483647, tableWidth: widthOf(ctx) } : { width: given });
/** `$FormatEnumerationLimit`. */
export function enumerationLimit(ctx: CmdletContext): number | undefined {
  const limit = ctx.session.variable('FormatEnumerationLimit');
  return typeof limit === 'number' ? limit : undefined;
}

/** Reads `-Property` or `-GroupBy` arguments; what cannot be one ends the command. */
export function specsOf(ctx: CmdletContext, argument: Value, keys: readonly KeyDefinition[]): PropertySpec[] {
  try {
    return toItems(argument).map((item) => propertySpec(item, keys));
  } catch (error) {
    if (!(error instanceof FormatParameterError)) throw error;
    return refuseProperty(ctx, error);
  }
}

/** The steps of a Format cmdlet: objects in, format records out. */
export function formatSteps(p: Bound<typeof FORMAT_PARAMS>, ctx: CmdletContext, asked: () => ShapeRequest): { begin: () => void; process: () => void; end: () => void } {
  let writer: DocumentWriter | undefined;
  const request = (): ShapeRequest => {
    const asIs = asked(), exclude = p.ExcludeProperty?.map((x) => wildcard(x));
    // -DisplayError shows in the place of a value that it could not be worked out.
    const made = p.DisplayError === true && asIs.properties !== undefined ? { ...asIs, properties: asIs.properties.map((spec) => ({ ...spec, whenFailed: '#ERR' })) } : asIs;
    if (exclude === undefined || exclude.length === 0) return { ...made, viewName: p.View };
    // Leaving something out means all the rest (GetCommandLineProperties).
    const specs = made.properties === undefined || made.properties.length === 0 ? [{ expression: '*' }] : made.properties;
    return { ...made, viewName: p.View, properties: specs.map((spec) => ({ ...spec, exclude })) };
  };
  const failed: ErrorRecord[] = [];
  /** -ShowError: what could not be worked out stands behind the object it was asked of. The first object was asked once before the document began. */
  const told = (record: FormatRecord): void => {
    if (record instanceof FormatEntryData && !record.outOfBand) for (const one of failed) { const text = fieldTextOf(ctx, one); ctx.write(new FormatEntryData({ kind: 'lines', lines: text.split('\n') }, true)); }
    failed.length = 0;
  };
  const opened = (): DocumentWriter => {
    const limit = enumerationLimit(ctx);
    writer ??= new DocumentWriter(p.ShowError === true ? watched(viewOf(ctx), failed) : viewOf(ctx), (record) => { ctx.write(record); told(record); }, {
      ...request(), force: p.Force === true,
      ...(p.GroupBy === undefined || p.GroupBy === null ? {} : { groupBy: specsOf(ctx, p.GroupBy, PROPERTY_KEYS.groupBy)[0] }),
      ...(p.Expand === undefined ? {} : { expand: p.Expand as 'CoreOnly' | 'EnumOnly' | 'Both' }),
      ...(limit === undefined ? {} : { enumerationLimit: limit }),
    });
    return writer;
  };
  return {
    begin() {
      const { properties, autosize, columns } = request();
      if (p.View !== undefined && properties !== undefined) exclusive(ctx, 'FormatCannotSpecifyViewAndProperty', 'View', 'Property');
      if (autosize === true && columns !== undefined) exclusive(ctx, 'FormatCannotSpecifyAutosizeAndColumns', 'AutoSize', 'Column');
    },
    process() {
      try { opened().add(p.InputObject); } catch (e) {
        if (!(e instanceof UnknownViewError)) throw e;
        const record = errorRecord({ id: 'FormatViewNotFound', category: 'ObjectNotFound', target: e.viewName, exception: 'System.Management.Automation.PipelineStoppedException', message: 'The pipeline has been stopped.' });
        record.details = { message: e.message, recommendedAction: '' };
        ctx.fail(record);
      }
    },
    end() { writer?.end(); },
  };
}
/** The view with the errors of calculated properties noted. */
const watched = (view: ObjectView, failed: ErrorRecord[]): ObjectView => ({
  ...view,
  evaluate: (block, item) => {
    try { return view.evaluate(block, item); } catch (e) {
      if (e instanceof PowerShellError) {
        const record = new ErrorRecord(e.record.exception, 'PSPropertyExpressionError', 'InvalidArgument', item);
        record.details = { message: `Failed to evaluate expression "${block.text}".`, recommendedAction: '' };
        failed.push(record);
      }
      throw e;
    }
  },
});
const fieldTextOf = (ctx: CmdletContext, record: ErrorRecord): string => errorText(record, viewOf(ctx), toText(ctx.session.variable('ErrorView') ?? 'ConciseView'), widthOf(ctx));
function exclusive(ctx: CmdletContext, id: string, one: string, other: string): never {
  const record = errorRecord({ id, category: 'InvalidArgument', message: 'Found invalid data while decoding.', target: null, exception: 'System.IO.InvalidDataException' });
  record.details = { message: `Cmdlet parameters ${one} and ${other} are mutually exclusive.`, recommendedAction: '' };
  return ctx.fail(record);
}
