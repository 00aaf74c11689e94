/** Short constructors for property definitions; they keep the literal types, so that entity types can be derived. */
import type { EntityTypeDefinition, PrimitiveType } from './vocabulary.ts';

interface Required<N extends string, T extends PrimitiveType> {
  readonly kind: 'primitive'; readonly name: N; readonly type: T; readonly nullable: false; readonly maxLength?: number | 'Max'; readonly storeGenerated?: 'Identity';
}
type Length = number | 'Max' | undefined;

const required = <const N extends string, const T extends PrimitiveType>(name: N, type: T): Required<N, T> => ({ kind: 'primitive', name, type, nullable: false });

export const guid = <const N extends string>(name: N): Required<N, 'Edm.Guid'> => required(name, 'Edm.Guid');
export const dateTime = <const N extends string>(name: N): Required<N, 'Edm.DateTime'> => required(name, 'Edm.DateTime');
export const boolean = <const N extends string>(name: N): Required<N, 'Edm.Boolean'> => required(name, 'Edm.Boolean');
export const byte = <const N extends string>(name: N): Required<N, 'Edm.Byte'> => required(name, 'Edm.Byte');
export const int16 = <const N extends string>(name: N): Required<N, 'Edm.Int16'> => required(name, 'Edm.Int16');
export const int32 = <const N extends string>(name: N): Required<N, 'Edm.Int32'> => required(name, 'Edm.Int32');
export const string = <const N extends string>(name: N, maxLength?: Length): Required<N, 'Edm.String'> =>
  maxLength === undefined ? required(name, 'Edm.String') : { ...required(name, 'Edm.String'), maxLength };

/** The same property, but nullable. */
export const nullable = <const P extends { readonly nullable: false }>(property: P): Omit<P, 'nullable'> & { readonly nullable: true } => ({ ...property, nullable: true });

/** The same property, published only by 2016 and later (sma-rest-api.md 2.5). */
export const since2016 = <const P extends object>(property: P): P & { readonly since: '2016' } => ({ ...property, since: '2016' });

/** The key made by the database (annotation StoreGeneratedPattern). */
export const identity = <const P extends object>(property: P): P & { readonly storeGenerated: 'Identity' } => ({ ...property, storeGenerated: 'Identity' });

export const collection = <const N extends string, const C extends string>(name: N, of: C): { readonly kind: 'collection'; readonly name: N; readonly of: C; readonly nullable: false } =>
  ({ kind: 'collection', name, of, nullable: false });

/** Checks a definition against the vocabulary without widening it. */
export const entityType = <const D extends EntityTypeDefinition>(definition: D): D => definition;
