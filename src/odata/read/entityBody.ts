/** Reads what a client says of an entity in a POST, PUT, MERGE or PATCH, by its Content-Type. */
import type { EntityType, ServiceModel } from '../../sma/edm/serviceModel.ts';
import { DEFAULT_LIMITS } from '../limits.ts';
import type { ODataLimits } from '../limits.ts';
import { bodyFormat } from '../negotiate/format.ts';
import { readAtomEntityBody } from './atomBody.ts';
import { bodyText } from './bodyText.ts';
import type { EntityBody } from './bodyType.ts';
import { readJsonEntityBody } from './jsonBody.ts';

/**
 * @param expected the declared type for creation; for an update the entity's own type
 * @throws ODataError with one clear reason (400, 413, 415)
 */
export function readEntityBody(bytes: Uint8Array, contentType: string | undefined, expected: EntityType, model: ServiceModel, limits: ODataLimits = DEFAULT_LIMITS): EntityBody {
  return bodyFormat(contentType) === 'atom'
    ? readAtomEntityBody(bodyText(bytes, 'Atom', limits), expected, model, limits)
    : readJsonEntityBody(bodyText(bytes, 'JSON', limits), expected, model);
}
