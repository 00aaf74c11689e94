/**
 * $expand and $select (OData v2 URI conventions 4.6 and 4.8, v3 URL conventions 10.2.3.6):
 *
 *   expand = path { ',' path }                path = navigation { '/' navigation }
 *   select = item { ',' item }                item = '*' | { navigation '/' } ( '*' | property | navigation )
 */
import type { EntityType, Navigation } from '../../sma/edm/serviceModel.ts';
import { odataError } from '../errors.ts';
import { DEFAULT_LIMITS } from '../limits.ts';
import type { ODataLimits } from '../limits.ts';

/** What to write of an entity. */
export interface Projection {
  /** Names of the properties to write; undefined: all. The store may leave the others out, keys excepted. */
  readonly properties: ReadonlySet<string> | undefined;
  /** Names of navigations that appear as links; undefined: all. Those of `expand` appear inline. */
  readonly links: ReadonlySet<string> | undefined;
  /** Whether actions are advertised: not when single properties were chosen. */
  readonly actions: boolean;
  readonly expand: readonly ExpandedNavigation[];
}
export interface ExpandedNavigation { readonly navigation: Navigation; readonly projection: Projection }

export const FULL_PROJECTION: Projection = { properties: undefined, links: undefined, actions: true, expand: [] };

interface ExpandTree extends Map<string, ExpandTree> {}
interface SelectTree { all: boolean; readonly names: Set<string>; readonly below: Map<string, SelectTree> }

/** Reads both options together. @throws ODataError PropertyUnknown, OptionValue, TooComplex */
export function parseSelectExpand(select: string | undefined, expand: string | undefined, type: EntityType, limits: ODataLimits = DEFAULT_LIMITS): Projection {
  const expandTree: ExpandTree = new Map();
  let count = 0;
  for (const path of items('$expand', expand, limits.expandItems)) {
    if (path.length > limits.expandDepth) throw odataError('TooComplex', 'levels of $expand', limits.expandDepth);
    let node = expandTree;
    for (const name of path) {
      let next = node.get(name);
      if (next === undefined) {
        count += 1;
        if (count > limits.expandItems) throw odataError('TooComplex', 'expanded navigations', limits.expandItems);
        next = new Map();
        node.set(name, next);
      }
      node = next;
    }
  }
  const selectTree = select === undefined || select.trim() === '' ? undefined : readSelect(items('$select', select, limits.listItems));
  return project(type, expandTree, selectTree);
}

function items(option: string, text: string | undefined, limit: number): readonly (readonly string[])[] {
  if (text === undefined || text.trim() === '') return [];
  const list = text.split(',').map((item) => item.split('/').map((name) => name.trim()));
  if (list.length > limit) throw odataError('TooComplex', `entries in ${option}`, limit);
  if (list.some((path) => path.includes(''))) throw odataError('OptionValue', option, text, 'names are separated by commas and slashes.');
  return list;
}

function readSelect(paths: readonly (readonly string[])[]): SelectTree {
  const root: SelectTree = { all: false, names: new Set(), below: new Map() };
  for (const path of paths) {
    let node = root;
    for (const name of path.slice(0, -1)) {
      let next = node.below.get(name);
      if (next === undefined) {
        next = { all: false, names: new Set(), below: new Map() };
        node.below.set(name, next);
      }
      node = next;
    }
    const last = path.at(-1) ?? '*';
    if (last === '*') node.all = true;
    else node.names.add(last);
  }
  return root;
}

function project(type: EntityType, expand: ExpandTree, select: SelectTree | undefined): Projection {
  const properties = new Set<string>();
  const links = new Set<string>();
  for (const name of select?.names ?? []) {
    if (type.property(name) !== undefined) properties.add(name);
    else if (type.navigation(name) !== undefined) links.add(name);
    else throw odataError('PropertyUnknown', name, type.fullName, 0);
  }
  for (const [name] of select?.below ?? []) {
    if (navigationOf(type, name) !== undefined && !expand.has(name)) throw odataError('OptionValue', '$select', `${name}/…`, `'${name}' must be in $expand too.`);
  }
  const expanded: ExpandedNavigation[] = [];
  for (const [name, below] of expand) {
    const navigation = navigationOf(type, name);
    // An expanded navigation that $select does not mention is not written (v2 4.8, note).
    const whole = select === undefined || links.has(name);
    const part = select?.below.get(name);
    if (whole) expanded.push({ navigation, projection: project(navigation.target, below, undefined) });
    else if (part !== undefined) expanded.push({ navigation, projection: project(navigation.target, below, part) });
    else project(navigation.target, below, undefined);
  }
  if (select === undefined) return { properties: undefined, links: undefined, actions: true, expand: expanded };
  return { properties: select.all ? undefined : properties, links: select.all ? undefined : links, actions: select.all, expand: expanded };
}

function navigationOf(type: EntityType, name: string): Navigation {
  const navigation = type.navigation(name);
  if (navigation === undefined) {
    throw type.property(name) === undefined ? odataError('PropertyUnknown', name, type.fullName, 0) : odataError('OptionValue', '$expand', name, 'it is not a navigation property.');
  }
  return navigation;
}
