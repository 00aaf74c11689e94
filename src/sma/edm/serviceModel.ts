/** A service definition with its names resolved: what routes, metadata, serialisers, filters and storage are driven by. */
import type {
  ActionDefinition, AssociationDefinition, ComplexTypeDefinition, EntitySetDefinition, EntityTypeDefinition, ModelVersion, Multiplicity,
  PrimitiveProperty, PropertyDefinition, ServiceDefinition, ServiceOperationDefinition,
} from './vocabulary.ts';

export interface EntityType {
  readonly name: string;
  /** With namespace: category term, `__metadata.type`. */
  readonly fullName: string;
  readonly base: EntityType | undefined;
  readonly abstract: boolean;
  readonly hasStream: boolean;
  /** The set entities of this type live in (that of the base for derived types). */
  readonly set: EntitySet;
  readonly key: readonly PrimitiveProperty[];
  /** The key, with what tells entities apart that share one: where in a list an entity stands. */
  readonly place: readonly PrimitiveProperty[];
  /** Own and inherited, base first: document order. */
  readonly properties: readonly PropertyDefinition[];
  readonly ownProperties: readonly PropertyDefinition[];
  readonly navigations: readonly Navigation[];
  readonly ownNavigations: readonly Navigation[];
  /** Actions bound to this type, in the order in which entries advertise them. */
  readonly actions: readonly ActionDefinition[];
  property(name: string): PropertyDefinition | undefined;
  navigation(name: string): Navigation | undefined;
  isOrDerivesFrom(other: EntityType): boolean;
}
export interface EntitySet extends Omit<EntitySetDefinition, 'type'> { readonly type: EntityType }

export interface Navigation {
  readonly name: string;
  readonly association: AssociationDefinition;
  readonly from: EntityType;
  readonly target: EntityType;
  readonly targetSet: EntitySet;
  /** Multiplicity of the target end. */
  readonly multiplicity: Multiplicity;
  readonly many: boolean;
  /** `own` of the source equals `other` of the target; undefined where only a link table joins the two. */
  readonly join: { readonly own: string; readonly other: string } | undefined;
}

export interface ServiceModel {
  readonly version: ModelVersion;
  readonly namespace: string;
  readonly container: string;
  readonly path: string;
  readonly definition: ServiceDefinition;
  readonly entityTypes: readonly EntityType[];
  readonly complexTypes: readonly ComplexTypeDefinition[];
  readonly entitySets: readonly EntitySet[];
  readonly actions: readonly ActionDefinition[];
  readonly operations: readonly ServiceOperationDefinition[];
  entitySet(name: string): EntitySet | undefined;
  /** By short or full name. */
  entityType(name: string): EntityType | undefined;
  complexType(name: string): ComplexTypeDefinition | undefined;
  operation(name: string): ServiceOperationDefinition | undefined;
}

/**
 * Resolves a definition for one server generation.
 * @throws Error when the definition names something that does not exist: a mistake in the tables, found on start.
 */
export function resolveModel(definition: ServiceDefinition, version: ModelVersion): ServiceModel {
  const types = new Map<string, MutableType>();
  const sets = new Map<string, EntitySet>();
  const need = <T>(value: T | undefined, what: string): T => {
    if (value === undefined) throw new Error(`The model of ${definition.namespace} names ${what}, which it does not define`);
    return value;
  };
  for (const type of definition.entityTypes) types.set(type.name, buildType(type, definition, version, need, types));
  for (const set of definition.entitySets) {
    const type = need(types.get(set.type), `the entity type ${set.type}`);
    sets.set(set.name, { ...set, type });
  }
  for (const type of types.values()) type.set = need([...sets.values()].find((set) => type.isOrDerivesFrom(set.type)), `an entity set for ${type.name}`);
  for (const source of definition.entityTypes) {
    const type = need(types.get(source.name), source.name);
    type.ownNavigations = source.navigations.map((nav) => {
      const association = need(definition.associations.find((one) => one.name === nav.association), `the association ${nav.association}`);
      const end = need(association.ends.find((one) => one.role === nav.to), `the role ${nav.to} of ${nav.association}`);
      return {
        name: nav.name, association, from: type, target: need(types.get(nav.to), nav.to), targetSet: need(sets.get(end.entitySet), `the set ${end.entitySet}`),
        multiplicity: end.multiplicity, many: end.multiplicity === '*', join: joinOf(association, nav.to),
      };
    });
  }
  const complexTypes = definition.complexTypes;
  return {
    version, namespace: definition.namespace, container: definition.container, path: definition.path, definition,
    entityTypes: [...types.values()], complexTypes, entitySets: [...sets.values()], actions: definition.actions, operations: definition.operations,
    entitySet: (name) => sets.get(name),
    entityType: (name) => types.get(name.startsWith(`${definition.namespace}.`) ? name.slice(definition.namespace.length + 1) : name),
    complexType: (name) => complexTypes.find((type) => type.name === name),
    operation: (name) => definition.operations.find((operation) => operation.name === name),
  };
}

interface MutableType extends EntityType { set: EntitySet; ownNavigations: readonly Navigation[] }

function buildType(
  source: EntityTypeDefinition, definition: ServiceDefinition, version: ModelVersion,
  need: <T>(value: T | undefined, what: string) => T, types: ReadonlyMap<string, MutableType>,
): MutableType {
  const base = source.base === undefined ? undefined : need(types.get(source.base), `the base type ${source.base} before ${source.name}`);
  const ownProperties = source.properties.filter((property) => property.since === undefined || version === property.since);
  const properties = [...(base?.properties ?? []), ...ownProperties];
  const byName = new Map(properties.map((property) => [property.name, property]));
  const keyProperty = (name: string): PrimitiveProperty => {
    const property = need(byName.get(name), `the key ${source.name}.${name}`);
    if (property.kind !== 'primitive') throw new Error(`The key ${source.name}.${name} is not primitive`);
    return property;
  };
  const key = base?.key ?? source.key.map(keyProperty);
  const actions = definition.actions.filter((action) => action.binding.type === source.name)
    .toSorted((left, right) => definition.advertised.indexOf(left.name) - definition.advertised.indexOf(right.name));
  let navigationsByName: Map<string, Navigation> | undefined;
  const type: MutableType = {
    name: source.name, fullName: `${definition.namespace}.${source.name}`, base, abstract: source.abstract === true,
    hasStream: source.hasStream === true || base?.hasStream === true, set: undefined as unknown as EntitySet, key, place: base?.place ?? [...key, ...(source.within ?? []).map(keyProperty)], properties, ownProperties,
    ownNavigations: [],
    get navigations() { return base === undefined ? type.ownNavigations : [...base.navigations, ...type.ownNavigations]; },
    actions: [...(base?.actions ?? []), ...actions],
    property: (name) => byName.get(name),
    navigation: (name) => (navigationsByName ??= new Map(type.navigations.map((nav) => [nav.name, nav]))).get(name),
    isOrDerivesFrom: (other) => type === other || (base?.isOrDerivesFrom(other) ?? false),
  };
  return type;
}

function joinOf(association: AssociationDefinition, to: string): Navigation['join'] {
  const constraint = association.constraint;
  if (constraint === undefined) return undefined;
  const [dependentRole, dependentProperty] = constraint.dependent;
  const principalProperty = constraint.principal[1];
  return dependentRole === to ? { own: principalProperty, other: dependentProperty } : { own: dependentProperty, other: principalProperty };
}
