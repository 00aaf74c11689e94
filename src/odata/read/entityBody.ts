/** What a client says of an entity in a POST, PUT, MERGE or PATCH, whichever format it came in. */
import type { EntityType, ServiceModel } from '../../sma/edm/serviceModel.ts';
import type { PropertyBag } from '../../sma/edm/values.ts';
import { odataError } from '../errors.ts';
import { bodyFormat } from '../negotiate/format.ts';
import { DEFAULT_LIMITS } from '../limits.ts';
import type { ODataLimits } from '../limits.ts';
import { readAtomEntityBody } from './atomBody.ts';
import { bodyText } from './bodyText.ts';
import { readJsonEntityBody } from './jsonBody.ts';

export interface EntityBody {
  /** The expected type, or the derived one the body names. */
  readonly type: EntityType;
  /** Only the properties that were given. Null only where the property allows it. */
  readonly values: PropertyBag;
}

/** Reads a body by its Content-Type. @throws ODataError with one clear reason (400, 413, 415) */
export function readEntityBody(bytes: Uint8Array, contentType: string | undefined, expected: EntityType, model: ServiceModel, limits: ODataLimits = DEFAULT_LIMITS): EntityBody {
  return bodyFormat(contentType) === 'atom'
    ? readAtomEntityBody(bodyText(bytes, 'Atom', limits), expected, model, limits)
    : readJsonEntityBody(bodyText(bytes, 'JSON', limits), expected, model);
}

/**
 * The type a body is of.
 * @param name as written in the body; undefined when it names none
 * @throws ODataError BodyType when it does not fit
 */
export function resolveBodyType(name: string | undefined, expected: EntityType, model: ServiceModel): EntityType {
  if (name === undefined || name === '') return expected;
  const type = model.entityType(name);
  if (type === undefined || type.fullName !== name || !type.isOrDerivesFrom(expected)) throw odataError('BodyType', name, expected.fullName);
  return type;
}

/** For creation: the type must be one of which there can be entities. @throws ODataError BodyTypeAbstract */
export function requireConcrete(body: EntityBody): EntityBody {
  if (body.type.abstract) throw odataError('BodyTypeAbstract', body.type.fullName);
  return body;
}
