/** The views of a format file (about_Format.ps1xml). */
import { toBoolean } from '../../runtime/convert/toBoolean.ts';
import type { ScriptBlock } from '../../runtime/values/scriptBlock.ts';
import type { Value } from '../../runtime/values/value.ts';
import type { XmlNode } from '../../runtime/values/xml.ts';
import type { Frame, Part } from '../customLines.ts';
import { fieldText } from '../fields.ts';
import type { ObjectView } from '../objectView.ts';
import type { Alignment } from '../tableWriter.ts';
import type { Field, View, ViewColumn, ViewGroup, ViewRow } from '../views.ts';
import { FileError, child, elements, path, rooted, textAt, truth } from './nodes.ts';

/** Makes a block of a script's text. */
export type BlockOf = (text: string) => ScriptBlock;
interface Reading { readonly file: string; readonly blockOf: BlockOf; readonly sets: ReadonlyMap<string, readonly string[]>; readonly controls: ReadonlyMap<string, XmlNode> }
/** The blocks that fields run. */
const scripts = new WeakMap<object, ScriptBlock>();
export const scriptOf = (field: Field): ScriptBlock | undefined => (typeof field === 'string' ? undefined : scripts.get(field));

/** Reads a file's text. Throws FileError, whose message is PowerShell's. */
export function readFormats(text: string, file: string, blockOf: BlockOf): View[] {
  const root = rooted(text, file, 'Configuration'), sets = new Map<string, readonly string[]>();
  for (const set of elements(child(root, 'SelectionSets'), 'SelectionSet')) sets.set(textAt(set, 'Name').toLowerCase(), elements(child(set, 'Types'), 'TypeName').map((t) => t.innerText.trim()));
  const controls = (place: XmlNode | undefined): [string, XmlNode][] => elements(child(place, 'Controls'), 'Control').flatMap((c) => { const control = child(c, 'CustomControl'); return control === undefined ? [] : [[textAt(c, 'Name').toLowerCase(), control]]; });
  return elements(child(root, 'ViewDefinitions'), 'View').map((node) => view(node, { file, blockOf, sets, controls: new Map([...controls(root), ...controls(node)]) }));
}
const KINDS = ['TableControl', 'ListControl', 'WideControl', 'CustomControl'] as const;
function view(node: XmlNode, r: Reading): View {
  const selected = child(node, 'ViewSelectedBy'), fail = (message: string, at: XmlNode = node): never => { throw new FileError(`Error at XPath ${path(at)} in file ${r.file}: ${message}`); };
  const name = textAt(node, 'Name'), types = typesOf(selected, r), kind = KINDS.find((k) => child(node, k) !== undefined);
  if (child(node, 'Name') === undefined) fail('Node Name is missing.');
  if (types.length === 0) fail('No type or condition is specified for applying the view.', selected ?? node);
  if (kind === undefined) return fail('A node is missing from TableControl, ListControl, WideControl, CustomControl.');
  const control = child(node, kind) as XmlNode, groupBy = child(node, 'GroupBy') === undefined ? {} : { groupBy: groupOf(child(node, 'GroupBy') as XmlNode, r) }, outOfBand = child(node, 'OutOfBand') !== undefined && truth(child(node, 'OutOfBand'));
  const common = { types, name, file: r.file, ...groupBy };
  if (kind === 'TableControl') return table(control, common, r, fail);
  if (kind === 'ListControl') {
    const entries = chosen(elements(child(control, 'ListEntries'), 'ListEntry').map((e) => ({ entry: e, items: elements(child(e, 'ListItems'), 'ListItem').map((i) => ({ column: column(i, r), when: condition(child(i, 'ItemSelectionCondition'), r) })) })), ({ entry }) => entry, r);
    if (entries.first === undefined) return fail('There must be at least one default ListEntry.', control);
    return { kind: 'list', ...common, outOfBand, items: entries.first.items.map((i) => i.column), itemsOf: (v, o) => (entries.of(v, o)?.items ?? []).filter((i) => i.when(v, o)).map((i) => i.column) };
  }
  if (kind === 'WideControl') {
    const entries = chosen(elements(child(control, 'WideEntries'), 'WideEntry'), (e) => e, r), items = new Map(elements(child(control, 'WideEntries'), 'WideEntry').map((e) => [e, column(child(e, 'WideItem') ?? e, r)]));
    if (entries.first === undefined) return fail('There must be at least one default WideEntry.', control);
    const columns = Number(textAt(control, 'ColumnNumber')), itemOf = (e: XmlNode | undefined): ViewColumn => items.get(e ?? entries.first as XmlNode) ?? { field: '' };
    return { kind: 'wide', ...common, field: itemOf(entries.first).field, ...(columns > 0 ? { columns } : {}), autosize: child(control, 'AutoSize') !== undefined && truth(child(control, 'AutoSize')), item: (v, o) => itemOf(entries.of(v, o)) };
  }
  return { kind: 'custom', ...common, outOfBand, field: '', parts: custom(control, r) };
}
function table(control: XmlNode, common: Omit<View, 'kind' | 'field' | 'columns' | 'items' | 'outOfBand' | 'parts'>, r: Reading, fail: (message: string, at?: XmlNode) => never): View {
  const heads = elements(child(control, 'TableHeaders'), 'TableColumnHeader'), nodes = elements(child(control, 'TableRowEntries'), 'TableRowEntry');
  const entries = chosen(nodes.map((e) => ({ entry: e, row: { wrap: child(e, 'Wrap') !== undefined && truth(child(e, 'Wrap')), columns: elements(child(e, 'TableColumnItems'), 'TableColumnItem').map((i) => column(i, r)) } })), ({ entry }) => entry, r), { first } = entries;
  if (first === undefined) return fail('There must be at least one default TableRowEntry.', control);
  if (heads.length > 0 && heads.length !== first.row.columns.length) fail(`The header item count = ${heads.length} does not match default row item count = ${first.row.columns.length}.`, control);
  nodes.forEach((n, i) => {
    const count = elements(child(n, 'TableColumnItems'), 'TableColumnItem').length;
    if (count !== first.row.columns.length) fail(`The row item count = ${count} on alternative set #${i + 1} does not match default row item count = ${first.row.columns.length}.`, control);
  });
  const columns = first.row.columns.map((c, i): ViewColumn => {
    const head = heads[i], label = head === undefined ? undefined : child(head, 'Label'), width = head === undefined ? '' : textAt(head, 'Width'), alignment = (head === undefined ? undefined : alignmentOf(head, r)) ?? c.alignment;
    if (width !== '' && !(Number(width) > 0)) fail('The Width value is not valid.', head);
    return { ...c, label: (label?.innerText === '' ? undefined : label?.innerText) ?? c.label ?? (typeof c.field === 'string' ? c.field : scriptOf(c.field)?.text ?? ''), width: Number(width), ...(alignment === undefined ? {} : { alignment }) };
  });
  return { kind: 'table', ...common, columns, autosize: child(control, 'AutoSize') !== undefined && truth(child(control, 'AutoSize')), hideHeader: child(control, 'HideTableHeaders') !== undefined && truth(child(control, 'HideTableHeaders')), row: (v, o): ViewRow => entries.of(v, o)?.row ?? first.row };
}
function alignmentOf(node: XmlNode, r: Reading): Alignment | undefined {
  const text = textAt(node, 'Alignment');
  if (text === '') return undefined;
  const found = (['Left', 'Center', 'Right'] as const).find((a) => a.toLowerCase() === text.toLowerCase());
  if (found === undefined) throw new FileError(`Error at XPath ${path(child(node, 'Alignment') as XmlNode)} in file ${r.file}: "${text}" is not a valid alignment value.`);
  return found;
}
/** Types by name, and those of a selection set. */
function typesOf(node: XmlNode | undefined, r: Reading): string[] {
  return elements(node).flatMap((n) => (n.localName === 'TypeName' ? [n.innerText.trim()] : n.localName === 'SelectionSetName' ? r.sets.get(n.innerText.trim().toLowerCase()) ?? [] : []));
}
function column(node: XmlNode, r: Reading): ViewColumn {
  const label = child(node, 'Label'), format = child(node, 'FormatString'), alignment = alignmentOf(node, r);
  return { field: field(node, r), ...(label === undefined ? {} : { label: label.innerText }), ...(format === undefined ? {} : { format: format.innerText }), ...(alignment === undefined ? {} : { alignment }) };
}
/** A property, a block, or a text. */
function field(node: XmlNode, r: Reading): Field {
  const property = child(node, 'PropertyName'), script = child(node, 'ScriptBlock'), text = child(node, 'Text');
  if (property !== undefined) return property.innerText.trim();
  if (text !== undefined) { const shown = text.innerText; return () => shown; }
  return script === undefined ? (): Value => '' : ofScript(script, r);
}
function ofScript(node: XmlNode, r: Reading): Exclude<Field, string> {
  const block = r.blockOf(node.innerText), run: Exclude<Field, string> = (target, view) => view.evaluate(block, target);
  scripts.set(run, block);
  return run;
}
/** Whether a condition holds of an object; one that cannot be worked out does not. */
function condition(node: XmlNode | undefined, r: Reading): (target: Value, view: ObjectView) => boolean {
  if (node === undefined) return () => true;
  const of = field(node, r);
  return (target, view) => { try { return toBoolean(typeof of === 'string' ? view.property(target, of) ?? null : of(target, view)); } catch (e) { if (typeof e === 'object' && e !== null && 'code' in e && e.code === 'PipelineStopped') throw e; return false; } };
}
/** The entries of a control: which one an object has. The one without a selection is for all others. */
function chosen<E>(entries: readonly E[], nodeOf: (entry: E) => XmlNode, r: Reading): { readonly first: E | undefined; of(target: Value, view: ObjectView): E | undefined } {
  const first = entries.find((e) => child(nodeOf(e), 'EntrySelectedBy') === undefined);
  const own = entries.flatMap((e) => {
    const selected = child(nodeOf(e), 'EntrySelectedBy');
    return selected === undefined ? [] : [{ e, types: typesOf(selected, r).map((t) => t.toLowerCase()), conditions: elements(selected, 'SelectionCondition').map((c) => ({ types: typesOf(c, r).map((t) => t.toLowerCase()), holds: condition(c, r) })) }];
  });
  const of = (target: Value, view: ObjectView): E | undefined => {
    const names = view.typeNames(target).map((n) => n.toLowerCase());
    let best = names.length, found: E | undefined;
    for (const { e, types, conditions } of own) {
      const place = Math.min(...[...types, ...conditions.filter((c) => c.holds(target, view)).flatMap((c) => c.types)].map((t) => names.indexOf(t)).filter((at) => at >= 0), names.length);
      if (place < best) { best = place; found = e; }
    }
    return found ?? first;
  };
  return { first, of };
}
function groupOf(node: XmlNode, r: Reading): ViewGroup {
  const script = child(node, 'ScriptBlock'), label = child(node, 'Label'), inline = child(node, 'CustomControl') ?? r.controls.get(textAt(node, 'CustomControlName').toLowerCase());
  const of = inline === undefined ? undefined : custom(inline, r);
  return { property: script === undefined ? textAt(node, 'PropertyName') : r.blockOf(script.innerText), ...(label === undefined ? {} : { label: label.innerText }), ...(of === undefined ? {} : { parts: of }) };
}
/** As deep as controls stand in each other. */
const MOST_LEVELS = 50;
type PartsOf = (target: Value, view: ObjectView, limit: number, level?: number) => readonly Part[];
/** A custom control: the entry of the object, written out. */
function custom(control: XmlNode, r: Reading): PartsOf {
  const entries = chosen(elements(child(control, 'CustomEntries'), 'CustomEntry').map((e) => ({ entry: e, parts: undefined as PartsOf | undefined })), ({ entry }) => entry, r);
  if (entries.first === undefined) throw new FileError(`Error at XPath ${path(control)} in file ${r.file}: There must be at least one default CustomEntry.`);
  return (target, view, limit, level = 0) => {
    const found = entries.of(target, view);
    if (found === undefined || level >= MOST_LEVELS) return [];
    return (found.parts ??= sequence(child(found.entry, 'CustomItem'), r))(target, view, limit, level);
  };
}
function sequence(node: XmlNode | undefined, r: Reading): PartsOf {
  const steps = elements(node).map((n) => item(n, r));
  return (target, view, limit, level = 0) => steps.flatMap((step) => step(target, view, limit, level));
}
function item(node: XmlNode, r: Reading): PartsOf {
  if (node.localName === 'Text') { const text = node.innerText; return () => [text]; }
  if (node.localName === 'NewLine') { const count = Math.max(1, Number(textAt(node, 'Count')) || 1); return () => Array.from({ length: count }, () => true as const); }
  if (node.localName === 'Frame') {
    const inside = sequence(child(node, 'CustomItem'), r), number = (name: string): number => Number(textAt(node, name)) || 0;
    return (target, view, limit, level) => [{ left: number('LeftIndent'), right: number('RightIndent'), first: number('FirstLineIndent') - number('FirstLineHanging'), parts: inside(target, view, limit, level) } satisfies Frame];
  }
  if (node.localName !== 'ExpressionBinding') throw new FileError(`Error at XPath ${path(node)} in file ${r.file}: ${node.localName} is an unknown node.`);
  const of = child(node, 'PropertyName') === undefined && child(node, 'ScriptBlock') === undefined ? undefined : field(node, r), holds = condition(child(node, 'ItemSelectionCondition'), r), each = child(node, 'EnumerateCollection') !== undefined, format = child(node, 'FormatString')?.innerText;
  const named = textAt(node, 'CustomControlName').toLowerCase(), inner = child(node, 'CustomControl') ?? (named === '' ? undefined : r.controls.get(named));
  let control: PartsOf | undefined;
  return (target, view, limit, level = 0) => {
    if (!holds(target, view)) return [];
    let value: Value;
    try { value = of === undefined ? target : typeof of === 'string' ? view.property(target, of) ?? null : of(target, view); } catch (e) { if (typeof e === 'object' && e !== null && 'code' in e && e.code === 'PipelineStopped') throw e; value = null; }
    const items = each && value != null ? view.enumerate(value) : undefined, many = items === undefined ? [value] : [...items].filter((x) => x != null);
    if (inner === undefined) return many.map((v) => fieldText(() => v ?? '', target, view, limit, format));
    return value == null ? [] : many.flatMap((v) => [(control ??= custom(inner, r))(v, view, limit, level + 1)]);
  };
}
