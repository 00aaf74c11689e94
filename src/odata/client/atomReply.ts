/** Replies in Atom (sma-rest-api.md 5.1 to 5.3), and the entries a client sends. NUL characters in streams are dropped (3.3). */
import type { EntityType, ServiceModel } from '../../sma/edm/serviceModel.ts';
import type { ComplexValue, EdmValue } from '../../sma/edm/values.ts';
import { PRIMITIVE_TYPES } from '../../sma/edm/vocabulary.ts';
import type { PropertyDefinition } from '../../sma/edm/vocabulary.ts';
import { parsePrimitiveText } from '../edm/text.ts';
import { APP, ATOM, DATA, METADATA, RELATED, SCHEME } from '../namespaces.ts';
import { child, childrenOf, parseXml, XmlError } from '../xml/parse.ts';
import type { XmlElement } from '../xml/parse.ts';
import { ReplyError } from './received.ts';
import type { ReceivedEntity, ReceivedFeed } from './received.ts';

const MAX_DEPTH = 60;

/** @throws ReplyError */
export function readAtomEntity(text: string, model: ServiceModel): ReceivedEntity {
  return entry(document(text, ATOM, 'entry'), model);
}

/** @throws ReplyError */
export function readAtomFeed(text: string, model: ServiceModel): ReceivedFeed {
  return feed(document(text, ATOM, 'feed'), model);
}

/** Names of the sets. @throws ReplyError */
export function readAtomServiceDocument(text: string): readonly string[] {
  const service = document(text, APP, 'service');
  return childrenOf(service, APP, 'workspace').flatMap((workspace) => childrenOf(workspace, APP, 'collection')).map((one) => one.attributes.get('href') ?? '');
}

/** The text of an action's result or of a single property: `<d:Start m:type="Edm.Guid">…`. @throws ReplyError */
export function readAtomValue(text: string, name: string): string | undefined {
  const element = document(text, DATA, name);
  return element.attributes.get(`{${METADATA}}null`) === 'true' ? undefined : element.text;
}

function document(text: string, namespace: string, name: string): XmlElement {
  let root: XmlElement;
  try {
    root = parseXml(text, { maxDepth: MAX_DEPTH, lenient: true });
  } catch (error) {
    if (error instanceof XmlError) throw new ReplyError(`it is not XML that can be read: ${error.message}`);
    throw error;
  }
  if (root.name !== name) throw new ReplyError(`it begins with <${root.name}>, not with <${name}>`);
  if (root.namespace !== namespace) throw new ReplyError(`its <${name}> is ${root.namespace === '' ? 'in no namespace' : `in the namespace '${root.namespace}'`}, not in '${namespace}'`);
  return root;
}

function feed(element: XmlElement, model: ServiceModel): ReceivedFeed {
  const count = Number(child(element, METADATA, 'count')?.text ?? Number.NaN);
  return {
    entities: childrenOf(element, ATOM, 'entry').map((one) => entry(one, model)),
    count: Number.isSafeInteger(count) ? count : undefined,
    next: link(element, 'next')?.attributes.get('href'),
  };
}

const link = (element: XmlElement, rel: string): XmlElement | undefined => childrenOf(element, ATOM, 'link').find((one) => one.attributes.get('rel') === rel);

function entry(element: XmlElement, model: ServiceModel): ReceivedEntity {
  const typeName = childrenOf(element, ATOM, 'category').find((one) => one.attributes.get('scheme') === SCHEME)?.attributes.get('term');
  const type = typeName === undefined ? undefined : model.entityType(typeName);
  const content = child(element, ATOM, 'content');
  const properties = child(element, METADATA, 'properties') ?? (content === undefined ? undefined : child(content, METADATA, 'properties'));
  const inline = new Map<string, ReceivedEntity | ReceivedFeed | null>();
  for (const one of childrenOf(element, ATOM, 'link')) {
    const rel = one.attributes.get('rel') ?? '';
    const inner = child(one, METADATA, 'inline');
    if (inner === undefined || !rel.startsWith(RELATED)) continue;
    const innerFeed = child(inner, ATOM, 'feed');
    const innerEntry = child(inner, ATOM, 'entry');
    inline.set(rel.slice(RELATED.length), innerFeed !== undefined ? feed(innerFeed, model) : innerEntry !== undefined ? entry(innerEntry, model) : null);
  }
  return {
    type: typeName,
    uri: link(element, 'edit')?.attributes.get('href') ?? child(element, ATOM, 'id')?.text,
    mediaEtag: link(element, 'edit-media')?.attributes.get(`{${METADATA}}etag`),
    values: propertyBag(properties, type, model),
    inline,
  };
}

function propertyBag(properties: XmlElement | undefined, type: EntityType | undefined, model: ServiceModel): Readonly<Record<string, EdmValue>> {
  const values: Record<string, EdmValue> = {};
  for (const element of properties?.children ?? []) if (element.namespace === DATA) values[element.name] = value(element, type?.property(element.name), model);
  return values;
}

function value(element: XmlElement, property: PropertyDefinition | undefined, model: ServiceModel): EdmValue {
  if (element.attributes.get(`{${METADATA}}null`) === 'true') return null;
  if (property?.kind === 'collection') {
    const members = model.complexType(property.of)?.properties ?? [];
    return childrenOf(element, DATA, 'element').map((item): ComplexValue => Object.fromEntries(members.map((member) => {
      const found = child(item, DATA, member.name);
      return [member.name, found === undefined ? null : value(found, member, model)];
    })));
  }
  const written = element.attributes.get(`{${METADATA}}type`);
  const type = property?.type ?? PRIMITIVE_TYPES.find((one) => one === written);
  return type === undefined ? element.text : (parsePrimitiveText(type, element.text) ?? element.text);
}

