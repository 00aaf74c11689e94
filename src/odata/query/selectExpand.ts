/**
 * $expand and $select (OData v2 URI conventions 4.6 and 4.8, v3 URL conventions 10.2.3.6):
 *
 *   expand = path { ',' path }                path = [ type '/' ] navigation { '/' [ type '/' ] navigation }
 *   select = item { ',' item }                item = '*' | container '.*' | [ container '.' ] action | { [ type '/' ] navigation '/' } ( '*' | [ type '/' ] ( property | navigation ) )
 *
 * A derived type before a name (OData v3) tells where it is defined: `Orchestrator.ResourceModel.DailySchedule/DayInterval`.
 */
import type { EntityType, Navigation, ServiceModel } from '../../sma/edm/serviceModel.ts';
import { odataError } from '../errors.ts';
import { DEFAULT_LIMITS } from '../limits.ts';
import type { ODataLimits } from '../limits.ts';

/** What to write of an entity. */
export interface Projection {
  /** Names of the properties to write; undefined: all. The store may leave the others out, keys excepted. */
  readonly properties: ReadonlySet<string> | undefined;
  /** Names of navigations that appear as links; undefined: all. Those of `expand` appear inline. */
  readonly links: ReadonlySet<string> | undefined;
  /** Names of the actions that are advertised; undefined: all. None when single properties were chosen. */
  readonly actions: ReadonlySet<string> | undefined;
  readonly expand: readonly ExpandedNavigation[];
}
export interface ExpandedNavigation { readonly navigation: Navigation; readonly projection: Projection }

export const FULL_PROJECTION: Projection = { properties: undefined, links: undefined, actions: undefined, expand: [] };

/** The actions of a type that a projection advertises. */
export const chosenActions = (type: EntityType, { actions }: Projection): EntityType['actions'] => (actions === undefined ? type.actions : type.actions.filter((action) => actions.has(action.name)));

interface ExpandTree extends Map<string, ExpandTree> {}
interface SelectTree { all: boolean; readonly names: Set<string>; readonly below: Map<string, SelectTree> }

/** Reads both options together. @throws ODataError PropertyUnknown, OptionValue, TooComplex */
export function parseSelectExpand(select: string | undefined, expand: string | undefined, type: EntityType, model: ServiceModel, limits: ODataLimits = DEFAULT_LIMITS): Projection {
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
  return new Projector(model).project(type, expandTree, selectTree);
}

function items(option: string, text: string | undefined, limit: number): readonly (readonly string[])[] {
  if (text === undefined || text.trim() === '') return [];
  // What parts names may stand behind the last one, too: WCF's reader is content with it.
  const list = text.replace(/(?<=[^\s,/]\s*)[,/]\s*$/, '').split(',').map((item) => item.split('/').map((name) => name.trim()));
  if (list.length > limit) throw odataError('TooComplex', `entries in ${option}`, limit);
  if (list.some((path) => path.includes(''))) throw odataError('OptionValue', option, text, 'names are separated by commas and slashes.');
  return list.map(joinTypes);
}

/** Types are joined to the name behind them: names have no dots. */
function joinTypes(path: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (const name of path) {
    const before = joined.at(-1);
    if (before === undefined || !isTypeName(before)) joined.push(name);
    else joined[joined.length - 1] = isTypeName(name) ? name : `${before}/${name}`;
  }
  return joined;
}
const isTypeName = (name: string): boolean => name.includes('.') && !name.includes('/');

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

class Projector {
  readonly #model: ServiceModel;

  constructor(model: ServiceModel) {
    this.#model = model;
  }

  project(type: EntityType, expand: ExpandTree, select: SelectTree | undefined): Projection {
    const properties = new Set<string>();
    const links = new Set<string>();
    const actions = new Set<string>();
    const container = `${this.#model.container}.`;
    for (const written of select?.names ?? []) {
      const wanted = written.startsWith(container) ? written.slice(container.length) : written;
      const named = type.actions.filter((action) => action.name === wanted || (wanted === '*' && wanted !== written));
      for (const action of named) actions.add(action.name);
      if (named.length > 0 || written === `${container}*`) continue;
      const { owner, name } = this.#owner(type, written);
      if (owner.property(name) !== undefined) properties.add(name);
      else if (owner.navigation(name) !== undefined) links.add(name);
      else throw odataError('PropertyUnknown', name, owner.fullName, 0);
    }
    for (const [written] of select?.below ?? []) {
      const { name } = this.#navigation(type, written, '$select');
      if (![...expand.keys()].some((one) => this.#owner(type, one).name === name)) throw odataError('OptionValue', '$select', `${name}/…`, `'${name}' must be in $expand too.`);
    }
    const expanded: ExpandedNavigation[] = [];
    for (const [written, below] of expand) {
      const navigation = this.#navigation(type, written);
      // An expanded navigation that $select does not mention is not written (v2 4.8, note).
      const whole = select === undefined || links.has(navigation.name);
      const part = [...select?.below ?? []].find(([one]) => this.#owner(type, one).name === navigation.name)?.[1];
      if (whole) expanded.push({ navigation, projection: this.project(navigation.target, below, undefined) });
      else if (part !== undefined) expanded.push({ navigation, projection: this.project(navigation.target, below, part) });
      else this.project(navigation.target, below, undefined);
    }
    if (select === undefined) return { properties: undefined, links: undefined, actions: undefined, expand: expanded };
    return { properties: select.all ? undefined : properties, links: select.all ? undefined : links, actions: select.all ? undefined : actions, expand: expanded };
  }

  /** A name, and the type it is looked up in: the one written before it, or the entity's own. */
  #owner(type: EntityType, written: string): { readonly owner: EntityType; readonly name: string } {
    const slash = written.indexOf('/');
    if (slash < 0) return { owner: type, name: written };
    const owner = this.#model.entityType(written.slice(0, slash));
    if (owner === undefined || owner.fullName !== written.slice(0, slash) || !owner.isOrDerivesFrom(type)) throw odataError('TypeUnknown', written.slice(0, slash), 0);
    return { owner, name: written.slice(slash + 1) };
  }

  #navigation(type: EntityType, written: string, option: '$expand' | '$select' = '$expand'): Navigation {
    const { owner, name } = this.#owner(type, written);
    const navigation = owner.navigation(name);
    if (navigation === undefined) {
      throw owner.property(name) === undefined ? odataError('PropertyUnknown', name, owner.fullName, 0) : odataError('OptionValue', option, name, 'it is not a navigation property.');
    }
    return navigation;
  }
}
