/**
 * The words in which the SMA data model is written down: a small part of CSDL 3.0 as plain data.
 * Definitions (this file) only name each other; `serviceModel.ts` resolves the names once.
 */

/** The primitive types of EDM 3.0 that the wire can carry (OData v3 overview, 6: primitive types). */
export const PRIMITIVE_TYPES = [
  'Edm.Binary', 'Edm.Boolean', 'Edm.Byte', 'Edm.DateTime', 'Edm.DateTimeOffset', 'Edm.Decimal', 'Edm.Double', 'Edm.Guid',
  'Edm.Int16', 'Edm.Int32', 'Edm.Int64', 'Edm.SByte', 'Edm.Single', 'Edm.String', 'Edm.Time',
] as const;
export type PrimitiveType = (typeof PRIMITIVE_TYPES)[number];

/**
 * Which server generation a model speaks for (sma-rest-api.md 2.5): `2016` stands for 2016 and everything later.
 */
export type ModelVersion = '2012R2' | '2016';

/** A property with a primitive type. Declared order is document order and the order of elements in Atom. */
export interface PrimitiveProperty {
  readonly kind: 'primitive';
  readonly name: string;
  readonly type: PrimitiveType;
  readonly nullable: boolean;
  /** Characters; `Max` as CSDL spells it; absent where the metadata has none. */
  readonly maxLength?: number | 'Max';
  readonly storeGenerated?: 'Identity';
  /** Its element in Atom always says that white space counts (sma-rest-api.md 2.6); others say it where it stands at an end. */
  readonly keepsSpace?: true;
  /** Present only from this generation on. */
  readonly since?: '2016';
}
/** A property holding a list of complex values (EDM 3.0 collection). */
export interface CollectionProperty {
  readonly kind: 'collection';
  readonly name: string;
  /** Name of a complex type of the same model. */
  readonly of: string;
  readonly nullable: false;
  readonly since?: '2016';
}
export type PropertyDefinition = PrimitiveProperty | CollectionProperty;

export interface ComplexTypeDefinition {
  readonly name: string;
  readonly properties: readonly PropertyDefinition[];
}

export interface NavigationDefinition {
  readonly name: string;
  readonly association: string;
  /** Role at the far end, which is the name of its entity type: no association of SMA joins a type with itself. */
  readonly to: string;
}

export interface EntityTypeDefinition {
  readonly name: string;
  readonly base?: string;
  readonly abstract?: true;
  /** A media link entry: has `/$value`. */
  readonly hasStream?: true;
  /** Empty for a derived type: the base has the key. */
  readonly key: readonly string[];
  /** Properties that tell apart, and put in order, entities which share a key. */
  readonly within?: readonly string[];
  readonly properties: readonly PropertyDefinition[];
  readonly navigations: readonly NavigationDefinition[];
}

export type Multiplicity = '0..1' | '1' | '*';
export interface AssociationEnd {
  /** Role and entity type have the same name throughout. */
  readonly role: string;
  readonly multiplicity: Multiplicity;
  readonly entitySet: string;
}
export interface AssociationDefinition {
  readonly name: string;
  readonly ends: readonly [AssociationEnd, AssociationEnd];
  /** The dependent role's property that holds the principal's key; absent for the link table. */
  readonly constraint?: { readonly dependent: readonly [role: string, property: string]; readonly principal: readonly [role: string, property: string] };
  /** Order of the ends in the association set, where it is not that of the association. */
  readonly setEnds: readonly [string, string];
}

export interface EntitySetDefinition {
  readonly name: string;
  readonly type: string;
  /** What a client may do besides reading (sma-rest-api.md 2.2). `stream`: created by posting the media bytes. */
  readonly create: boolean | 'stream';
  readonly update: boolean;
  readonly delete: boolean;
  /** What PUT or MERGE may change; anything else in the body is read and left alone. */
  readonly updatable: readonly string[];
}

export type ParameterType =
  | { readonly kind: 'primitive'; readonly type: PrimitiveType }
  | { readonly kind: 'collection'; readonly of: string };
export interface OperationParameter {
  readonly name: string;
  readonly type: ParameterType;
  readonly nullable: boolean;
  /** What may be given, for who gives nothing; no part of the metadata. */
  readonly choices?: readonly string[];
}
export type ReturnType =
  | { readonly kind: 'none' }
  | { readonly kind: 'primitive'; readonly type: PrimitiveType }
  | { readonly kind: 'entities'; readonly entitySet: string };

/** A bindable function import without HTTP method: an action, invoked with POST (sma-rest-api.md 3.1). */
export interface ActionDefinition {
  readonly name: string;
  readonly binding: { readonly name: string; readonly type: string };
  readonly parameters: readonly OperationParameter[];
  readonly returns: ReturnType;
  /** Adds `m:IsAlwaysBindable`; without it the action may depend on state. */
  readonly alwaysBindable: boolean;
}

/** A function import called by GET with quoted parameters in the query (OData v2 service operation). */
export interface ServiceOperationDefinition {
  readonly name: string;
  readonly parameters: readonly OperationParameter[];
  readonly returns: ReturnType;
}

/** One OData service: everything that `$metadata` says of it. */
export interface ServiceDefinition {
  readonly namespace: string;
  readonly container: string;
  /** Path below the tenant segment, empty for the main service. */
  readonly path: string;
  readonly entityTypes: readonly EntityTypeDefinition[];
  readonly complexTypes: readonly ComplexTypeDefinition[];
  readonly associations: readonly AssociationDefinition[];
  readonly entitySets: readonly EntitySetDefinition[];
  readonly actions: readonly ActionDefinition[];
  /** Names of actions in the order in which entries list them, which is not that of the metadata. */
  readonly advertised: readonly string[];
  readonly operations: readonly ServiceOperationDefinition[];
}
