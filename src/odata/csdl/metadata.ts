/** `$metadata`: a service model as EDMX (sma-rest-api.md 2, 8.3; CSDL 3.0). */
import type { EntityType, ServiceModel } from '../../sma/edm/serviceModel.ts';
import type { AssociationDefinition, OperationParameter, PropertyDefinition, ReturnType } from '../../sma/edm/vocabulary.ts';
import { ANNOTATION, EDM, EDMX, METADATA } from '../namespaces.ts';
import { XmlWriter } from '../xml/writer.ts';

/** The whole document, in the order of section 8.3. */
export function writeMetadata(model: ServiceModel): string {
  const writer = new XmlWriter().declaration();
  writer.start('edmx:Edmx', { Version: '1.0', 'xmlns:edmx': EDMX });
  writer.start('edmx:DataServices', { 'm:DataServiceVersion': '3.0', 'm:MaxDataServiceVersion': '3.0', 'xmlns:m': METADATA });
  writer.start('Schema', { Namespace: model.namespace, xmlns: EDM });
  for (const type of model.entityTypes) entityType(writer, type, model);
  for (const type of model.complexTypes) {
    writer.start('ComplexType', { Name: type.name });
    for (const property of type.properties) writeProperty(writer, property, model);
    writer.end();
  }
  for (const association of model.definition.associations) writeAssociation(writer, association, model);
  container(writer, model);
  return writer.end().end().end().take();
}

const truth = (value: boolean): string | undefined => (value ? 'true' : undefined);

function entityType(writer: XmlWriter, type: EntityType, model: ServiceModel): void {
  writer.start('EntityType', {
    Name: type.name, BaseType: type.base?.fullName, Abstract: truth(type.abstract), 'm:HasStream': truth(type.hasStream && type.base?.hasStream !== true),
  });
  if (type.base === undefined) {
    writer.start('Key');
    for (const property of type.key) writer.element('PropertyRef', { Name: property.name });
    writer.end();
  }
  for (const property of type.ownProperties) writeProperty(writer, property, model);
  for (const { name, association, target } of type.ownNavigations) {
    const from = association.ends.find((end) => end.role !== target.name)?.role;
    writer.element('NavigationProperty', { Name: name, Relationship: `${model.namespace}.${association.name}`, ToRole: target.name, FromRole: from });
  }
  writer.end();
}

function writeProperty(writer: XmlWriter, property: PropertyDefinition, model: ServiceModel): void {
  if (property.kind === 'collection') {
    writer.element('Property', { Name: property.name, Type: `Collection(${model.namespace}.${property.of})`, Nullable: 'false' });
    return;
  }
  const sized = property.maxLength === undefined ? {} : { MaxLength: String(property.maxLength), FixedLength: 'false', Unicode: 'true' };
  const generated = property.storeGenerated === undefined ? {} : { 'p6:StoreGeneratedPattern': property.storeGenerated, 'xmlns:p6': ANNOTATION };
  writer.element('Property', { Name: property.name, Type: property.type, Nullable: property.nullable ? undefined : 'false', ...sized, ...generated });
}

function writeAssociation(writer: XmlWriter, association: AssociationDefinition, model: ServiceModel): void {
  writer.start('Association', { Name: association.name });
  for (const end of association.ends) writer.element('End', { Type: `${model.namespace}.${end.role}`, Role: end.role, Multiplicity: end.multiplicity });
  const { constraint } = association;
  if (constraint !== undefined) {
    writer.start('ReferentialConstraint');
    for (const [element, [role, property]] of [['Principal', constraint.principal], ['Dependent', constraint.dependent]] as const) {
      writer.start(element, { Role: role }).element('PropertyRef', { Name: property }).end();
    }
    writer.end();
  }
  writer.end();
}

function container(writer: XmlWriter, model: ServiceModel): void {
  writer.start('EntityContainer', {
    Name: model.container, 'm:IsDefaultEntityContainer': 'true', 'p6:LazyLoadingEnabled': 'true', 'xmlns:p6': ANNOTATION,
  });
  for (const set of model.entitySets) writer.element('EntitySet', { Name: set.name, EntityType: set.type.fullName });
  for (const action of model.actions) {
    writer.start('FunctionImport', { Name: action.name, ...returned(action.returns, model), IsBindable: 'true', 'm:IsAlwaysBindable': truth(action.alwaysBindable) });
    writer.element('Parameter', { Name: action.binding.name, Type: `${model.namespace}.${action.binding.type}` });
    for (const one of action.parameters) parameter(writer, one, model);
    writer.end();
  }
  for (const operation of model.operations) {
    writer.start('FunctionImport', { Name: operation.name, ...returned(operation.returns, model), 'm:HttpMethod': 'GET' });
    for (const one of operation.parameters) parameter(writer, one, model);
    writer.end();
  }
  for (const { name, ends, setEnds } of model.definition.associations) {
    writer.start('AssociationSet', { Name: name, Association: `${model.namespace}.${name}` });
    for (const role of setEnds) writer.element('End', { Role: role, EntitySet: ends.find((end) => end.role === role)?.entitySet });
    writer.end();
  }
  writer.end();
}

function returned(type: ReturnType, model: ServiceModel): Readonly<Record<string, string | undefined>> {
  switch (type.kind) {
    case 'none': return {};
    case 'primitive': return { ReturnType: type.type };
    case 'entities': return { ReturnType: `Collection(${model.entitySet(type.entitySet)?.type.fullName ?? ''})`, EntitySet: type.entitySet };
  }
}

function parameter(writer: XmlWriter, { name, type, nullable }: OperationParameter, model: ServiceModel): void {
  const typeName = type.kind === 'primitive' ? type.type : `Collection(${model.namespace}.${type.of})`;
  writer.element('Parameter', { Name: name, Type: typeName, Nullable: nullable ? undefined : 'false' });
}
