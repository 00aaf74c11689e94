/** A projection as the options `$select` and `$expand` of an address: for the next link of a collection that is expanded. */
import type { EntityType, ServiceModel } from '../../sma/edm/serviceModel.ts';
import { encodePercent } from '../uri/percent.ts';
import type { Projection } from './selectExpand.ts';

/** `$expand=…` and `$select=…`, percent-encoded; what is whole is not named. */
export function projectionOptions(projection: Projection, type: EntityType, model: ServiceModel): readonly string[] {
  const expand = expandPaths(projection), select = selectPaths(projection, type, model);
  return [...(expand.length === 0 ? [] : [`$expand=${encodePercent(expand.join(','))}`]), ...(select === undefined ? [] : [`$select=${encodePercent(select.join(','))}`])];
}

const expandPaths = ({ expand }: Projection): readonly string[] => expand.flatMap(({ navigation, projection }) => {
  const below = expandPaths(projection);
  return below.length === 0 ? [navigation.name] : below.map((path) => `${navigation.name}/${path}`);
});

/** Undefined: everything. */
function selectPaths({ properties, links, actions, expand }: Projection, type: EntityType, model: ServiceModel): readonly string[] | undefined {
  const inner = expand.map(({ navigation, projection }) => ({ navigation, paths: selectPaths(projection, navigation.target, model) }));
  if (properties === undefined && inner.every(({ paths }) => paths === undefined)) return undefined;
  const inline = new Set(expand.map(({ navigation }) => navigation.name));
  const own = properties === undefined ? ['*'] : [...properties, ...[...links ?? []].filter((name) => !inline.has(name))].map((name) => qualified(name, type, model));
  return [...own, ...actions ?? [], ...inner.flatMap(({ navigation, paths }) => (paths === undefined ? [navigation.name] : paths.map((path) => `${navigation.name}/${path}`)))];
}

/** Behind its type where only a derived one has it. */
function qualified(name: string, type: EntityType, model: ServiceModel): string {
  if (type.property(name) !== undefined || type.navigation(name) !== undefined) return name;
  const owner = model.entityTypes.find((one) => one.isOrDerivesFrom(type) && (one.property(name) !== undefined || one.navigation(name) !== undefined));
  return owner === undefined ? name : `${owner.fullName}/${name}`;
}
