import type { Ast, AttributeAst, ExpressionAst, FunctionMemberAst, PropertyMemberAst, ScriptBlockAst, TypeDefinitionAst, TypeName, UsingStatementAst } from '../ast.ts';
import { childrenOf, eachChild } from '../children.ts';
import { constantOf, moduleProblem } from '../moduleSpecification.ts';
import type { Parser } from '../parser.ts';
import { nameKey } from '../nameKey.ts';
import { knownAttribute } from './knownAttributes.ts';
import { mayExist } from './knownTypes.ts';
import { pureExpression } from './assignment.ts';
import { Marks } from './marks.ts';

/** Types and properties that names may stand for at one place of the script. */
interface Scope {
  readonly parent: Scope | undefined;
  readonly types: ReadonlyMap<string, TypeDefinitionAst>;
  /** The class whose members these are. */
  readonly type: TypeDefinitionAst | undefined;
  readonly properties: ReadonlyMap<string, PropertyMemberAst>;
  /** Whether this is a method's own code. */
  readonly inMethod: boolean;
}
const nothing: ReadonlyMap<string, never> = new Map<string, never>();

/** Classes and enumerations of a script block, not those of blocks inside it; no name twice. */
function typesIn(p: Parser, marks: Marks, body: Ast): ReadonlyMap<string, TypeDefinitionAst> {
  const found = new Map<string, TypeDefinitionAst>();
  const visit = (node: Ast, parent: Ast): void => {
    if (node.kind === 'TypeDefinitionAst') {
      const key = nameKey(node.name);
      if (found.has(key)) p.report(node.start, node.end, 'MemberAlreadyDefined', node.name);
      else found.set(key, node);
      return;
    }
    if (node.kind === 'FunctionDefinitionAst' || node.kind === 'ScriptBlockExpressionAst' || !marks.mayHold(node, parent)) return;
    eachChild(node, visit, undefined);
  };
  visit(body, body);
  return found;
}

/** Names of types and of properties, before anything else is checked (about_Classes). */
export class Resolver {
  readonly #p: Parser;
  /** Types may come from elsewhere: then only what the script itself defines is known. */
  readonly #isOpen: boolean;
  /** Where types are defined: all else is passed over. */
  readonly #marks: Marks;
  /** All that were found, by name in lower case. */
  readonly types = new Map<string, TypeDefinitionAst>();

  constructor(p: Parser, ast: ScriptBlockAst) {
    this.#p = p;
    this.#isOpen = ast.usings.length > 0;
    this.#marks = new Marks(p.types, p.reports > 0 ? p.broken : undefined);
  }

  #typesIn(body: Ast): ReadonlyMap<string, TypeDefinitionAst> {
    const found = typesIn(this.#p, this.#marks, body);
    for (const [name, type] of found) this.types.set(name, type);
    return found;
  }

  /** Reports what `using` statements and classes name in vain. */
  resolve(ast: ScriptBlockAst): void {
    for (const using of ast.usings) this.#module(using);
    if (this.#p.types.length > 0) this.#body(ast, undefined, false);
  }

  /** False where a type's name can stand for nothing. */
  isKnown(type: TypeName, scope?: Scope): boolean {
    if (type.form === 'array') return this.isKnown(type.element, scope);
    if (type.form === 'generic') return this.isKnown(type.generic, scope) && type.arguments.every((argument) => this.isKnown(argument, scope));
    return this.#isOpen || type.assembly !== undefined || mayExist(type.name) || this.#isDefined(type.name, scope);
  }

  #isDefined(name: string, scope: Scope | undefined): boolean {
    const key = name.toLowerCase();
    if (scope === undefined) return this.types.has(key);
    for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) if (at.types.has(key)) return true;
    return false;
  }

  #module(using: UsingStatementAst): void {
    if (using.usingKind !== 'Module') return;
    const p = this.#p, { start, end, moduleSpecification: table } = using;
    let name = using.name?.value ?? '';
    if (table !== undefined) {
      const value = constantOf(p, table), problem = value instanceof Map ? moduleProblem(value) : undefined;
      if (!(value instanceof Map)) {
        p.report(start, end, 'RequiresArgumentMustBeConstant');
        return;
      }
      if (problem !== undefined) {
        p.report(start, end, 'RequiresModuleInvalid', problem);
        return;
      }
      const given = value.get('modulename');
      name = typeof given === 'string' ? given : '';
    }
    if (/[*?[]/.test(name)) p.report(start, end, 'WildCardModuleNameError');
    else if (p.resolver?.module(table === undefined ? name : p.slice(table.start, table.end)) === false) p.report(start, end, 'ModuleNotFoundDuringParse', table === undefined ? name : p.slice(table.start, table.end));
  }

  #body(body: ScriptBlockAst, parent: Scope | undefined, inMethod: boolean): void {
    this.#inside(body, { parent, types: this.#typesIn(body), type: parent?.type, properties: nothing, inMethod });
  }

  #inside(node: Ast, scope: Scope): void {
    for (const child of childrenOf(node)) if (scope.type !== undefined || this.#marks.mayHold(child, node)) this.#visit(child, scope);
  }

  #visit(node: Ast, scope: Scope): void {
    switch (node.kind) {
      case 'TypeDefinitionAst': {
        const properties = new Map<string, PropertyMemberAst>();
        for (const member of node.members) {
          if (member.kind === 'PropertyMemberAst' && !properties.has(member.name.toLowerCase())) properties.set(member.name.toLowerCase(), member);
        }
        this.#inside(node, { parent: scope, types: nothing, type: node, properties, inMethod: false });
        return;
      }
      case 'FunctionMemberAst': this.#method(node, scope); return;
      case 'FunctionDefinitionAst':
        for (const parameter of node.parameters ?? []) this.#visit(parameter, scope);
        this.#body(node.body, scope, false);
        return;
      case 'ScriptBlockExpressionAst': this.#body(node.scriptBlock, scope, false); return;
      case 'PropertyMemberAst':
        // Its type is looked up before its attributes.
        if (node.propertyType !== undefined) this.#visit(node.propertyType, scope);
        break;
      case 'TypeConstraintAst': case 'TypeExpressionAst': this.#type(node.typeName, scope); return;
      case 'AttributeAst': this.#attribute(node, scope); break;
      case 'AssignmentStatementAst':
        if (scope.inMethod) this.#target(node.left, scope);
        break;
      default:
    }
    this.#inside(node, scope);
  }

  #method(node: FunctionMemberAst, parent: Scope): void {
    const scope: Scope = { parent, types: this.#typesIn(node.body), type: parent.type, properties: nothing, inMethod: true };
    for (const attribute of node.attributes) this.#visit(attribute, scope);
    if (node.returnType !== undefined) this.#visit(node.returnType, scope);
    for (const parameter of node.parameters) this.#visit(parameter, scope);
    for (const argument of node.baseCall?.arguments ?? []) this.#visit(argument, scope);
    this.#inside(node.body, scope);
  }

  /** Only in a class the official parser asks for every type: elsewhere it is looked up when it is needed. */
  #type(type: TypeName, scope: Scope): void {
    if (type.form === 'array') {
      this.#type(type.element, scope);
    } else if (type.form === 'generic') {
      this.#type(type.generic, scope);
      for (const argument of type.arguments) this.#type(argument, scope);
    } else if (scope.type !== undefined && type.name.toLowerCase() !== 'ordered' && !this.isKnown(type, scope)) {
      this.#p.report(type.start, type.end, 'TypeNotFound', type.name);
    }
  }

  #attribute(node: AttributeAst, scope: Scope): void {
    const type = node.typeName;
    if (scope.type === undefined || type.form !== 'simple' || knownAttribute(type.name) !== undefined) return;
    if (!this.isKnown(type, scope) && !mayExist(`${type.name}Attribute`)) this.#p.report(type.start, type.end, 'CustomAttributeTypeNotFound', type.name);
  }

  /** A property is assigned by way of `$this` or of the type: its plain name would be a new variable. */
  #target(target: ExpressionAst, scope: Scope): void {
    if (target.kind === 'ArrayLiteralAst') {
      for (const element of target.elements) this.#target(element, scope);
      return;
    }
    if (target.kind === 'ParenExpressionAst') {
      const inner = pureExpression(target.pipeline);
      if (inner !== undefined) this.#target(inner, scope);
      return;
    }
    let variable: ExpressionAst = target;
    while (variable.kind === 'ConvertExpressionAst') variable = variable.child;
    if (variable.kind !== 'VariableExpressionAst') return;
    const key = variable.variablePath.toLowerCase();
    let property: PropertyMemberAst | undefined;
    for (let at: Scope | undefined = scope; at !== undefined && property === undefined; at = at.parent) property = at.properties.get(key);
    if (property?.isStatic === true) this.#p.report(variable.start, variable.end, 'MissingTypeInStaticPropertyAssignment', `[${scope.type?.name ?? ''}]::`, property.name);
    else if (property !== undefined) this.#p.report(variable.start, variable.end, 'MissingThis', '$this.', property.name);
  }
}
