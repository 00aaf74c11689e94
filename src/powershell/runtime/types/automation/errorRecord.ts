/** ErrorRecord, exceptions, and the records of the other streams. */
import { nullArgument } from '../../errors/raise.ts';
import { convertTo } from '../../convert/convert.ts';
import { toText } from '../../convert/toText.ts';
import { Invocation } from '../../run/commands/invocation.ts';
import { DateTime } from '../../values/dateTime.ts';
import { ERROR_CATEGORIES, ErrorRecord, NetException } from '../../values/errorRecord.ts';
import type { ErrorCategory } from '../../values/errorRecord.ts';
import { EnumValue } from '../../values/enumValue.ts';
import { Hashtable } from '../../values/dictionary.ts';
import { Record } from '../../values/misc.ts';
import { toNumber } from '../../values/numbers.ts';
import type { NumberValue } from '../../values/numbers.ts';
import { InformationRecord, MessageRecord } from '../../values/streamRecords.ts';
import { NetObject } from '../../values/value.ts';
import type { Value } from '../../values/value.ts';
import { hResultOf } from '../../members/exceptionFacts.ts';
import { dynamicMembers, extend, MISSING } from '../../members/get.ts';
import { typedArray } from '../../values/arrays.ts';
import { func, laterType, method } from '../netType.ts';
import type { NetType } from '../netType.ts';
import { enumType } from '../system/enums.ts';
import { exceptionType } from '../system/exceptions.ts';
import { lookupType } from '../registry.ts';
import { T, named } from '../t.ts';
import { typeOf } from '../typeOf.ts';
import { toLocal } from '../system/dateTime.ts';
import { fold } from '../../values/folding.ts';
import { exceptionTrace } from '../../members/exceptionTrace.ts';
import { List } from '../../values/lists.ts';
import { PSObject } from '../../values/psObject.ts';
import { genericType } from '../generic.ts';

/** `$_.CategoryInfo`. */
export class CategoryInfo extends NetObject { readonly record: ErrorRecord; constructor(record: ErrorRecord) { super(); this.record = record; } }
const categoryType = (): NetType => lookupType('System.Management.Automation.ErrorCategory') as NetType;
const category = (name: ErrorCategory): Value => new EnumValue(categoryType(), ERROR_CATEGORIES.indexOf(name));
const reason = (r: ErrorRecord): string => (r.reason !== '' ? r.reason : r.exception.netType.shortName);
const targetName = (r: ErrorRecord): string => (r.targetName !== '' ? r.targetName : r.targetObject == null ? '' : Array.isArray(r.targetObject) ? typeOf(r.targetObject).name : toText(r.targetObject));
const targetType = (r: ErrorRecord): string => (r.targetType !== '' ? r.targetType : r.targetObject == null ? '' : r.targetObject instanceof PSObject ? 'PSObject' : typeOf(r.targetObject).shortName);
const categoryText = (c: CategoryInfo): string => { const r = c.record; return `${r.category}: (${targetName(r)}:${targetType(r)}) [${r.activity}], ${reason(r)}`; };
/** Both halves have room for 19 letters (ErrorCategoryInfo.Ellipsize). */
const ellipsis = (t: string): string => (t.length > 40 ? `${t.slice(0, 19)}…${t.slice(-19)}` : t);
laterType<CategoryInfo>(named<CategoryInfo>('System.Management.Automation.ErrorCategoryInfo'), () => ({
  text: (c) => { const r = c.record; return `${r.category}: (${ellipsis(targetName(r))}:${targetType(r)}) [${r.activity}], ${reason(r)}`; },
  props: { Category: [undefined, (c) => category(c.record.category)], Activity: [T.String, (c) => c.record.activity, (c, v) => { c.record.activity = toText(v); }], Reason: [T.String, (c) => reason(c.record), (c, v) => { c.record.reason = toText(v); }], TargetName: [T.String, (c) => targetName(c.record), (c, v) => { c.record.targetName = toText(v); }], TargetType: [T.String, (c) => targetType(c.record), (c, v) => { c.record.targetType = toText(v); }] },
  methods: { GetMessage: [method([], categoryText, T.String), method([lookupType('System.Globalization.CultureInfo') ?? T.Object], categoryText, T.String)] },
}), CategoryInfo);
const detailsType = named<Record>('System.Management.Automation.ErrorDetails');
laterType<Record>(detailsType, () => ({ text: (d) => toText(d.fields.get('Message')), props: { Message: [T.String, (d) => d.fields.get('Message') ?? ''], RecommendedAction: [T.String, (d) => d.fields.get('RecommendedAction') ?? '', (d, v) => { const text = toText(v), of = detailed.get(d); d.fields.set('RecommendedAction', text); if (of?.details !== undefined) of.details = { message: of.details.message, recommendedAction: text }; }] }, create: [func([T.String], (m) => new Record(detailsType as never, [['Message', m], ['RecommendedAction', '']]))] }));
/** Where it happened, as an InvocationInfo: a record keeps command, place and name of the call and nothing else of it. */
function invocation(r: ErrorRecord): Value {
  const { invocation: call } = r, of = call instanceof Invocation ? call : undefined, position = r.position ?? of?.position;
  if (of === undefined && position === undefined) return call;
  // A command that is not there is told by the name it was called by.
  const made = new Invocation(of?.command ?? null, of?.name ?? r.invocationName, position);
  made.pipelineLength = made.pipelinePosition = 0;
  return made;
}
/** Whose details they are: what is changed in them is changed in the record. */
const detailed = new WeakMap<Record, ErrorRecord>();
function detailsOf(r: ErrorRecord): Record | null {
  if (r.details === undefined) return null;
  const made = new Record(detailsType, [['Message', r.details.message], ['RecommendedAction', r.details.recommendedAction]]);
  detailed.set(made, r);
  return made;
}
laterType<ErrorRecord>(T.ErrorRecord, () => ({
  text: (r) => r.message,
  create: [func([T.Exception, T.String, lookupType('System.Management.Automation.ErrorCategory') ?? T.Object, T.Object], (e, id, c, target) => { const r = new ErrorRecord(e ?? nullArgument('exception'), id ?? '', ERROR_CATEGORIES[c instanceof EnumValue ? c.value : 0] ?? 'NotSpecified', target); return r; }), func([T.ErrorRecord, T.Exception], (r: ErrorRecord, e) => Object.assign((r ?? nullArgument('errorRecord')).copy(r.exception.netType.shortName === 'ParentContainsErrorRecordException' ? e ?? r.exception : r.exception), { iterations: [] }))],
  props: {
    Exception: [undefined, (r) => r.exception], TargetObject: [T.Object, (r) => r.targetObject], CategoryInfo: [undefined, (r) => new CategoryInfo(r)], FullyQualifiedErrorId: [T.String, (r) => r.fullyQualifiedErrorId], ErrorDetails: [undefined, detailsOf, (r, v) => { r.details = { message: toText(v instanceof Record ? v.fields.get('Message') : v), recommendedAction: v instanceof Record ? toText(v.fields.get('RecommendedAction') ?? '') : '' }; }],
    InvocationInfo: [undefined, (r) => (r.category === 'ParserError' && r.exception.netType.name.endsWith('ParentContainsErrorRecordException') ? null : invocation(r))], ScriptStackTrace: [T.String, (r) => (r.stackTrace === '' ? null : r.stackTrace)], PipelineIterationInfo: [undefined, (r) => new List(genericType('System.Collections.ObjectModel.ReadOnlyCollection', [T.Int32]) as NetType, T.Int32, [...r.iterations], true)],
  },
  methods: { ToString: [method([], (r) => r.message, T.String)] },
  convert: [{ from: T.Exception, convert: (e: NetException) => e.errorRecord ?? new ErrorRecord(e, e.netType.name, 'NotSpecified', null) }],
}), ErrorRecord);
extend('System.Management.Automation.ErrorRecord', 'PSMessageDetails', () => null);
/** What PowerShell wraps was thrown itself; what a script wraps need not be. */
function innerOf(e: NetException): NetException | null {
  if (e.inner !== undefined && e.errorRecord !== undefined && !e.wasThrown) e.inner.wasInner = true;
  return e.inner ?? null;
}
const baseException = (e: NetException): NetException => { const inner = innerOf(e); return inner === null ? e : baseException(inner); };
const isThrown = (e: NetException): boolean => e.wasInner || (e.errorRecord !== undefined && !(e.wasThrown && !e.netType.is(lookupType('System.Management.Automation.RuntimeException') ?? T.Void)));
const sourceOf = (e: NetException): string | null => e.source ?? (!isThrown(e) ? null : e.wasInner && !e.netType.name.startsWith('System.Management.') ? 'System.Private.CoreLib' : 'System.Management.Automation');
/** Exceptions of files name theirs on a line of its own. */
const ofFile = (e: NetException): string => { const file = /^System\.IO\.File(?:NotFound|Load)Exception$/.test(e.netType.name) ? e.extra.get('FileName') : undefined; return typeof file === 'string' && file !== '' ? `\nFile name: '${file}'` : ''; };
const whole = (e: NetException): string => `${e.netType.name}: ${e.message}${ofFile(e)}${e.inner === undefined ? '' : `\n ---> ${whole(e.inner)}\n   --- End of inner exception stack trace ---`}`;
const dataOf = (e: NetException): Value => { let d = e.extra.get('Data'); if (d == null) { d = new Hashtable(); e.extra.set('Data', d); } return d; };
const MA = 'System.Management.Automation.';
/** PowerShell's own exceptions have a record from the start (IContainsErrorRecord); its id is the type's, or that of its kind. */
/** What PowerShell's own exceptions say of themselves where nothing else was said: error id and category (the constructors of each). */
const OWN_RECORDS: { readonly [name: string]: readonly [id: string, category: ErrorCategory] | undefined } = {
  PSArgumentException: ['Argument', 'InvalidArgument'], PSArgumentNullException: ['ArgumentNull', 'InvalidArgument'], PSArgumentOutOfRangeException: ['ArgumentOutOfRange', 'InvalidArgument'],
  PSInvalidOperationException: ['InvalidOperation', 'InvalidOperation'], PSNotImplementedException: ['NotImplemented', 'NotImplemented'], PSNotSupportedException: ['NotSupported', 'NotImplemented'],
  PSObjectDisposedException: ['ObjectDisposed', 'InvalidOperation'], PSInvalidCastException: ['PSInvalidCastException', 'InvalidArgument'], CommandNotFoundException: ['CommandNotFoundException', 'ObjectNotFound'],
  PSSecurityException: ['UnauthorizedAccess', 'SecurityError'], ParseException: ['Parse', 'ParserError'], IncompleteParseException: ['IncompleteParse', 'ParserError'], CmdletInvocationException: ['CmdletInvocationException', 'NotSpecified'],
  MetadataException: ['RuntimeException', 'MetadataError'], ValidationMetadataException: ['RuntimeException', 'MetadataError'], ActionPreferenceStopException: ['ActionPreferenceStop', 'OperationStopped'],
  ScriptCallDepthException: ['CallDepthOverflow', 'InvalidOperation'], SessionStateException: ['SessionStateException', 'InvalidArgument'],
};
function ownRecord(e: NetException): ErrorRecord | null {
  const name = e.netType.name.startsWith(MA) ? e.netType.name.slice(MA.length) : '';
  if (name === '') return null;
  const [id, category] = OWN_RECORDS[name] ?? [], ofRuntime = e.netType.is(lookupType(`${MA}RuntimeException`) ?? T.Void);
  // What a throw makes of an exception that is no RuntimeException is not its own record.
  if (e.errorRecord !== undefined && (ofRuntime || id === undefined || !e.wasThrown)) return e.errorRecord;
  if (id === undefined && !ofRuntime) return null;
  const isOfSession = e.netType.is(exceptionType(`${MA}SessionStateException`));
  return new ErrorRecord(new NetException(exceptionType(`${MA}ParentContainsErrorRecordException`), e.message), isOfSession ? 'SessionStateException' : id ?? 'RuntimeException', isOfSession ? 'InvalidArgument' : category ?? 'NotSpecified', isOfSession || name === 'CommandNotFoundException' ? '' : null);
}
laterType<NetException>(T.Exception, () => ({
  text: whole,
  props: { WasThrownFromThrowStatement: [undefined, (e) => (e.netType.is(lookupType('System.Management.Automation.RuntimeException') ?? T.Void) ? e.wasThrown : null)], ErrorRecord: [undefined, ownRecord], TargetSite: [undefined, () => null], Message: [T.String, (e) => e.message], Data: [undefined, dataOf], InnerException: [undefined, innerOf], HelpLink: [T.String, (e) => e.helpLink ?? null, (e, v) => { e.helpLink = v == null ? undefined : toText(v); }], Source: [T.String, sourceOf, (e, v) => { e.source = v == null ? undefined : toText(v); }], HResult: [T.Int32, (e) => e.hResult ?? hResultOf(e.netType), (e, v) => { e.hResult = toNumber(convertTo(v, T.Int32) as NumberValue); }], StackTrace: [T.String, (e) => exceptionTrace(e, isThrown(e))] },
  methods: { ToString: [method([], whole, T.String)], GetBaseException: [method([], baseException)], Equals: [method([T.Object], (a, b) => (a as Value) === b)] },
  convert: [{ from: T.String, convert: () => undefined }],
}), NetException);
/** What a session lacks, and of which kind it is. */
const sessionStateCategory = enumType(`System.Management.Automation.SessionStateCategory`, ['Variable', 'Alias', 'Function', 'Filter', 'Drive', 'CmdletProvider', 'Scope', 'Command', 'Resource', 'Cmdlet']);
const missingKind = (e: NetException): number => { const id = e.errorRecord?.errorId ?? ''; return id.startsWith('Variable') ? 0 : id.startsWith('Alias') ? 1 : id.startsWith('Provider') ? 5 : 4; };
laterType<NetException>(exceptionType('System.Management.Automation.SessionStateException'), () => ({ props: { ItemName: [T.String, (e) => toText(e.errorRecord?.targetObject ?? '')], SessionStateCategory: [sessionStateCategory, (e) => new EnumValue(sessionStateCategory, missingKind(e))] } }));
dynamicMembers('System.Exception', (v, name) => { if (v instanceof NetException) for (const [key, value] of v.extra) if (fold(key) === name) return value; return MISSING; });
for (const stream of ['Warning', 'Verbose', 'Debug'] as const) named(`System.Management.Automation.${stream}Record`);
laterType<MessageRecord>(named<MessageRecord>('System.Management.Automation.InformationalRecord'), () => ({ text: (m) => m.message, props: { Message: [T.String, (m) => m.message], InvocationInfo: [undefined, (m) => m.invocation ?? null], PipelineIterationInfo: [undefined, (m) => (m.invocation instanceof Invocation ? new List(genericType('System.Collections.ObjectModel.ReadOnlyCollection', [T.Int32]) as NetType, T.Int32, m.invocation.iterations, true) : null)] }, methods: { ToString: [method([], (m) => m.message, T.String)] } }));
Object.defineProperty(MessageRecord.prototype, 'netType', { get(this: MessageRecord) { const t = lookupType(`System.Management.Automation.${this.stream}Record`); if (t !== undefined && t.base !== lookupType('System.Management.Automation.InformationalRecord')) t.base = lookupType('System.Management.Automation.InformationalRecord'); return t; } });
const hostMessage = named<Record>('System.Management.Automation.HostInformationMessage');
laterType<Record>(hostMessage, () => ({ text: (m) => toText(m.fields.get('Message')) }));
/** What Write-Host puts into the information stream. */
export const hostInformation = (message: string, noNewLine: boolean, foreground: Value = null, background: Value = null): Record => new Record(hostMessage, [['Message', message], ['NoNewLine', noNewLine], ['ForegroundColor', foreground], ['BackgroundColor', background]]);
const informationText = (r: InformationRecord): string => (r.data == null ? 'System.Management.Automation.InformationRecord' : toText(r.data));
laterType<InformationRecord>(named<InformationRecord>('System.Management.Automation.InformationRecord'), () => ({ text: informationText, props: { MessageData: [T.Object, (r) => r.data], Source: [T.String, (r) => r.origin], TimeGenerated: [T.DateTime, (r) => toLocal(new DateTime(r.utcTicks, 'Utc'))], Tags: [undefined, (r) => typedArray(T.String, [...r.tags])], User: [T.String, () => ''], Computer: [T.String, () => ''], ProcessId: [T.UInt32, () => 1], NativeThreadId: [T.UInt32, () => 1], ManagedThreadId: [T.UInt32, () => 1] }, methods: { ToString: [method([], informationText, T.String)] } }), InformationRecord);
