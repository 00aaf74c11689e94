/** Entities from Atom entries (sma-rest-api.md 3.4, 5.1, 5.2): properties in `content`, or beside it for media entries. */
import type { EntityType, ServiceModel } from '../../sma/edm/serviceModel.ts';
import type { EdmValue } from '../../sma/edm/values.ts';
import type { PropertyDefinition } from '../../sma/edm/vocabulary.ts';
import { parsePrimitiveText } from '../edm/text.ts';
import { odataError } from '../errors.ts';
import { ATOM, DATA, METADATA, RELATED, SCHEME } from '../namespaces.ts';
import { child, childrenOf } from '../xml/parse.ts';
import type { XmlElement } from '../xml/parse.ts';
import { agrees, resolveBodyType } from './bodyType.ts';
import type { Binding, EntityBody, InlineEntities } from './bodyType.ts';

/** @throws ODataError BodySyntax, BodyType, BodyProperty, BodyPropertyUnknown */
export function readAtomEntityBody(entry: XmlElement, expected: EntityType, model: ServiceModel): EntityBody {
  if (entry.name !== 'entry' || entry.namespace !== ATOM) throw odataError('BodySyntax', 'Atom', entry.name === 'entry' ? `its 'entry' is not in the namespace ${ATOM}.` : `the root is '${entry.name}', not an Atom 'entry'.`);
  const category = childrenOf(entry, ATOM, 'category').find((one) => one.attributes.get('scheme') === SCHEME);
  const type = resolveBodyType(category?.attributes.get('term'), expected, model);
  const content = child(entry, ATOM, 'content');
  const properties = child(entry, METADATA, 'properties') ?? (content === undefined ? undefined : child(content, METADATA, 'properties'));
  const values: Record<string, EdmValue> = {};
  for (const element of properties?.children ?? []) {
    if (element.namespace !== DATA) continue;
    // Given twice, the last one counts, as in JSON.
    values[element.name] = elementValue(element, type);
  }
  return { type, values, ...links(entry, type, model) };
}

/** Links to entities by `href`; what stands inline is a whole entity or feed. */
function links(entry: XmlElement, type: EntityType, model: ServiceModel): Pick<EntityBody, 'bindings' | 'inline'> {
  const bindings: Binding[] = [];
  const inline: InlineEntities[] = [];
  for (const link of childrenOf(entry, ATOM, 'link')) {
    const rel = link.attributes.get('rel') ?? '';
    const navigation = rel.startsWith(RELATED) ? type.navigation(rel.slice(RELATED.length)) : undefined;
    if (navigation === undefined) continue;
    const inside = child(link, METADATA, 'inline');
    const entries = inside === undefined ? [] : entriesOf(inside);
    if (entries.length > 0) inline.push({ navigation, read: () => entries.map((one) => readAtomEntityBody(one, navigation.target, model)) });
    const uri = link.attributes.get('href');
    if (inside === undefined && uri !== undefined) bindings.push({ navigation, uri });
  }
  return { bindings, inline };
}

const entriesOf = (inside: XmlElement): readonly XmlElement[] => [...childrenOf(inside, ATOM, 'entry'), ...childrenOf(inside, ATOM, 'feed').flatMap((feed) => childrenOf(feed, ATOM, 'entry'))];

/** `<d:Name>text</d:Name>`: a property by itself. @throws ODataError */
export function readXmlPropertyBody(root: XmlElement, property: PropertyDefinition, type: EntityType): EdmValue {
  if (root.namespace !== DATA || root.name !== property.name) throw odataError('BodySyntax', 'XML', `the root is '${root.name}', not '${property.name}' in the data namespace.`);
  return elementValue(root, type);
}

/** `<uri>…</uri>`: a link by itself (OData v2 Atom format, 6). @throws ODataError */
export function readXmlLinkBody(root: XmlElement): string {
  if (root.name === 'uri' && root.namespace !== DATA && root.namespace !== METADATA) throw odataError('BodySyntax', 'XML', `its 'uri' is not in the namespace ${DATA}.`);
  if (root.name !== 'uri') throw odataError('BodySyntax', 'XML', `the root is '${root.name}', not 'uri'.`);
  return root.text.trim();
}

/** As XML Schema writes truth. */
const isTrue = (text: string | undefined): boolean => text?.trim() === 'true' || text?.trim() === '1';

function elementValue(element: XmlElement, type: EntityType): EdmValue {
  const property = type.property(element.name);
  if (property === undefined) throw odataError('BodyPropertyUnknown', element.name, type.fullName);
  const fail = (reason: string): Error => odataError('BodyProperty', property.name, type.fullName, reason);
  if (property.kind !== 'primitive') throw fail('it cannot be written.');
  const said = element.attributes.get(`{${METADATA}}type`) ?? '';
  if (!agrees(said, property.type)) throw fail(`it is ${property.type}, and the body says '${said.slice(0, 60)}'.`);
  if (isTrue(element.attributes.get(`{${METADATA}}null`))) {
    if (!property.nullable) throw fail('it cannot be null.');
    return null;
  }
  if (element.children.length > 0) throw fail(`it must be a plain ${property.type}.`);
  const result = parsePrimitiveText(property.type, element.text);
  if (result === undefined) throw fail(`'${element.text.slice(0, 60)}' is not ${property.type}.`);
  return result;
}
