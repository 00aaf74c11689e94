/** What a body says of an entity, whichever format it came in. */
import type { EntityType, Navigation, ServiceModel } from '../../sma/edm/serviceModel.ts';
import type { PropertyBag } from '../../sma/edm/values.ts';
import { PRIMITIVE_TYPES, type PrimitiveType } from '../../sma/edm/vocabulary.ts';
import { odataError } from '../errors.ts';
import { fitsArgument } from '../query/promotion.ts';

export interface EntityBody {
  /** The expected type, or the derived one the body names. */
  readonly type: EntityType;
  /** Only the properties that were given. Null only where the property allows it. */
  readonly values: PropertyBag;
  /** Links to entities that exist: a navigation and the URL given for it, not resolved. */
  readonly bindings: readonly Binding[];
  /** Navigations with whole entities inside, which are to be made along with this one. */
  readonly inline: readonly InlineEntities[];
}
export interface Binding { readonly navigation: Navigation; readonly uri: string }
/** `read` looks at them only when it is called: an update leaves them alone. It fails as reading the entity itself does. */
export interface InlineEntities { readonly navigation: Navigation; readonly read: () => readonly EntityBody[] }

/**
 * The type a body is of.
 * @param name as written in the body; undefined when it names none
 * @throws ODataError BodyType when it does not fit
 */
export function resolveBodyType(name: string | undefined, expected: EntityType, model: ServiceModel): EntityType {
  if (name === undefined || name === '') return expected;
  const type = model.entityType(name);
  if (type === undefined || type.fullName !== name) throw odataError('BodyType', name, expected.fullName);
  if (type.isOrDerivesFrom(expected)) return type;
  // An update may name the base of the entity's own type.
  if (!expected.isOrDerivesFrom(type)) throw odataError('BodyType', name, expected.fullName);
  return expected;
}

/** Whether what a body says of the type of a simple value goes with the property: nothing, the same, or a smaller number. */
export const agrees = (said: string, type: PrimitiveType): boolean => said === '' || PRIMITIVE_TYPES.some((one) => one === said && fitsArgument(one, type));

/** For creation: the type must be one of which there can be entities. @throws ODataError BodyTypeAbstract */
export function requireConcrete(body: EntityBody): EntityBody {
  if (body.type.abstract) throw odataError('BodyTypeAbstract', body.type.fullName);
  return body;
}
