/** What values of the model are in TypeScript, and the entity types derived from their definitions. */
import type { EntityTypeDefinition, PrimitiveType, PropertyDefinition } from './vocabulary.ts';

/**
 * A primitive value. Guid: lower-case text without braces. DateTime: ISO text without zone, up to seven decimals,
 * never a Date. DateTimeOffset: ISO text with offset. Time: ISO 8601 duration text. Decimal: text, so that no digit is lost. Int64: bigint.
 */
export interface PrimitiveValues {
  readonly 'Edm.Binary': Uint8Array;
  readonly 'Edm.Boolean': boolean;
  readonly 'Edm.Byte': number;
  readonly 'Edm.DateTime': string;
  readonly 'Edm.DateTimeOffset': string;
  readonly 'Edm.Decimal': string;
  readonly 'Edm.Double': number;
  readonly 'Edm.Guid': string;
  readonly 'Edm.Int16': number;
  readonly 'Edm.Int32': number;
  readonly 'Edm.Int64': bigint;
  readonly 'Edm.SByte': number;
  readonly 'Edm.Single': number;
  readonly 'Edm.String': string;
  readonly 'Edm.Time': string;
}
export type PrimitiveValue = PrimitiveValues[PrimitiveType];
export interface ComplexValue { readonly [property: string]: EdmValue }
/** Any value a property can have. */
export type EdmValue = PrimitiveValue | null | readonly ComplexValue[];
/** The properties of one entity by name, of any type. */
export interface PropertyBag { readonly [property: string]: EdmValue }

type ValueOf<P extends PropertyDefinition> =
  P extends { readonly kind: 'primitive'; readonly type: infer T extends PrimitiveType }
    ? P extends { readonly nullable: true } ? PrimitiveValues[T] | null : PrimitiveValues[T]
    : readonly ComplexValue[];
type Later<P> = P extends { readonly since: '2016' } ? P : never;

/** The entity a definition describes: every 2012 R2 property required, those of 2016 optional. */
export type EntityOf<D extends Pick<EntityTypeDefinition, 'properties'>> =
  { readonly [P in Exclude<D['properties'][number], Later<D['properties'][number]>> as P['name']]: ValueOf<P> }
  & { readonly [P in Later<D['properties'][number]> as P['name']]?: ValueOf<P> };
