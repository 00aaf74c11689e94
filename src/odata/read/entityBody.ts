/** Reads what a client says of an entity, one of its properties or a link. */
import type { EntityType, ServiceModel } from '../../sma/edm/serviceModel.ts';
import type { EdmValue } from '../../sma/edm/values.ts';
import type { PropertyDefinition } from '../../sma/edm/vocabulary.ts';
import { readAtomEntityBody, readXmlLinkBody, readXmlPropertyBody } from './atomBody.ts';
import type { BodyDocument } from './bodyDocument.ts';
import type { EntityBody } from './bodyType.ts';
import { readJsonEntityBody, readJsonLinkBody, readJsonPropertyBody } from './jsonBody.ts';

/**
 * @param expected the declared type for creation; for an update the entity's own type
 * @throws ODataError with one clear reason (400)
 */
export function readEntityBody(body: BodyDocument, expected: EntityType, model: ServiceModel): EntityBody {
  return body.format === 'atom' ? readAtomEntityBody(body.root, expected, model) : readJsonEntityBody(body.text, expected, model);
}

/** The value in a PUT of a property. @throws ODataError (400) */
export function readPropertyBody(body: BodyDocument, property: PropertyDefinition, type: EntityType): EdmValue {
  return body.format === 'atom' ? readXmlPropertyBody(body.root, property, type) : readJsonPropertyBody(body.text, property, type);
}

/** The URL in a POST or PUT of a link. @throws ODataError (400) */
export function readLinkBody(body: BodyDocument): string {
  return body.format === 'atom' ? readXmlLinkBody(body.root) : readJsonLinkBody(body.text);
}
