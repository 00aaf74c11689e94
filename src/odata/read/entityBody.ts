/** Reads what a client says of an entity, one of its properties or a link, by the Content-Type. */
import type { EntityType, ServiceModel } from '../../sma/edm/serviceModel.ts';
import type { EdmValue } from '../../sma/edm/values.ts';
import type { PropertyDefinition } from '../../sma/edm/vocabulary.ts';
import { DEFAULT_LIMITS } from '../limits.ts';
import type { ODataLimits } from '../limits.ts';
import { bodyFormat } from '../negotiate/format.ts';
import { readAtomEntityBody, readXmlLinkBody, readXmlPropertyBody } from './atomBody.ts';
import { bodyText } from './bodyText.ts';
import type { EntityBody } from './bodyType.ts';
import { readJsonEntityBody, readJsonLinkBody, readJsonPropertyBody } from './jsonBody.ts';

/**
 * @param expected the declared type for creation; for an update the entity's own type
 * @throws ODataError with one clear reason (400, 413, 415)
 */
export function readEntityBody(bytes: Uint8Array, contentType: string | undefined, expected: EntityType, model: ServiceModel, limits: ODataLimits = DEFAULT_LIMITS): EntityBody {
  return bodyFormat(contentType) === 'atom'
    ? readAtomEntityBody(bodyText(bytes, 'Atom', limits), expected, model, limits)
    : readJsonEntityBody(bodyText(bytes, 'JSON', limits), expected, model);
}

/** The value in a PUT of a property. @throws ODataError (400, 413, 415) */
export function readPropertyBody(bytes: Uint8Array, contentType: string | undefined, property: PropertyDefinition, type: EntityType, limits: ODataLimits = DEFAULT_LIMITS): EdmValue {
  return bodyFormat(contentType) === 'atom'
    ? readXmlPropertyBody(bodyText(bytes, 'Atom', limits), property, type, limits)
    : readJsonPropertyBody(bodyText(bytes, 'JSON', limits), property, type);
}

/** The URL in a POST or PUT of a link. @throws ODataError (400, 413, 415) */
export function readLinkBody(bytes: Uint8Array, contentType: string | undefined, limits: ODataLimits = DEFAULT_LIMITS): string {
  return bodyFormat(contentType) === 'atom' ? readXmlLinkBody(bodyText(bytes, 'Atom', limits), limits) : readJsonLinkBody(bodyText(bytes, 'JSON', limits));
}
