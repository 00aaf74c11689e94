import { argumentFor, isStandIn, memberText, quotedName, quoteOf, startedRunbook, textOf, usedNamespaces, workflowPlace } from '../../../powershell/index.ts';
import type { KeyOwner, SpecialPlace } from '../../../powershell/index.ts';
import { typeAccelerators } from '../../../powershell/cmdlets/typeCatalogue.ts';
import { types as knownTypes } from '../parsedText.ts';
import type { ParsedText } from '../parsedText.ts';
import { candidate, type Candidate, type KnowledgeView } from './candidate.ts';
import { RULES } from '../../../project/lint/index.ts';
import { keyValueCandidates, moduleNames, quotedFor } from './commands.ts';
import { defaultParameterKeys } from './defaultParameters.ts';
import { moduleKeys } from './manifest.ts';
import { connectionFields, memberCandidates } from './members.ts';
import { attributes, flags, hashtableKeys, helpKeywords, loopFlags, operators, preferenceValues, requirements, requirementValues, switchFlags, types, usable, withArguments } from './words.ts';

/** Parameters of the function or runbook that a help comment speaks of: the one around it, or the one that follows it. */
function helpedParameters(parsed: ParsedText, comment: { readonly start: number; readonly end: number }): readonly string[] {
  const functions = [...parsed.functions.values()];
  const around = functions.filter(({ start, end }) => start < comment.start && comment.end <= end).sort((a, b) => b.start - a.start)[0];
  const owner = around ?? functions.filter(({ start }) => start >= comment.end).sort((a, b) => a.start - b.start)[0];
  return [...(owner?.parameters ?? []), ...(owner?.body.paramBlock ?? (owner === undefined ? parsed.result.ast.paramBlock : undefined))?.parameters ?? []].flatMap((parameter) => (isStandIn(parameter) ? [] : parameter.name.variablePath));
}

function keysFor(owner: KeyOwner, parsed: ParsedText, knowledge: KnowledgeView): { readonly names: readonly string[]; readonly mandatory: ReadonlySet<string> } {
  const { command } = owner, name = command.name?.toLowerCase() ?? '', none = { names: [], mandatory: new Set<string>() };
  const ofCommand = (called: string): { readonly names: readonly string[]; readonly mandatory: ReadonlySet<string> } => {
    const parameters = knowledge.command(called, parsed)?.parameters ?? [];
    return { names: parameters.map((parameter) => parameter.name), mandatory: new Set(parameters.filter(({ isMandatory }) => isMandatory).map((parameter) => parameter.name)) };
  };
  if (owner.form === 'splatted') return command.name === undefined ? none : ofCommand(command.name);
  const parameter = owner.parameter?.toLowerCase();
  if (/^start-(sma|automation|az\w*)runbook$/.test(name) && (parameter === undefined || 'parameters'.startsWith(parameter))) {
    const runbook = startedRunbook(command);
    return runbook === undefined ? none : ofCommand(runbook);
  }
  if (name === 'new-smaconnection') {
    const type = textOf(argumentFor(command.node, 'ConnectionTypeName'));
    return type === undefined ? none : { ...none, names: knowledge.connectionFields({ type }) };
  }
  const table = hashtableKeys[knowledge.command(command.name ?? '', parsed)?.name.toLowerCase() ?? name];
  const key = table === undefined ? undefined : parameter === undefined ? Object.keys(table)[0] : Object.keys(table).find((each) => each.startsWith(parameter));
  return key === undefined ? none : { ...none, names: table?.[key] ?? [] };
}

let all: readonly string[] | undefined;
/** Short names and those that runbooks write in full, then every other type that is known; generic ones without the number of their arguments. */
const allTypes = (): readonly string[] => (all ??= [...new Set([...types, ...Object.keys(typeAccelerators), ...knownTypes().all.map((name) => name.replace(/`\d+$/, ''))])]);

/** Types of a namespace by their short names; generic ones without the number of their arguments. */
function typesOf(namespace: string): readonly string[] {
  const prefix = `${namespace.toLowerCase()}.`;
  return [...new Set(knownTypes().all.flatMap((name) => (name.toLowerCase().startsWith(prefix) && !name.slice(prefix.length).includes('.') ? [name.slice(prefix.length).replace(/`\d+$/, '')] : [])))];
}

/** The namespaces of the types that are known. */
const namespaces = (): readonly string[] => [...new Set(knownTypes().all.flatMap((name) => (name.includes('.') ? [name.replace(/\.[^.]+$/, '')] : [])))].sort();

/** Candidates at a place that is no command's. Without `general` those that only SMA has. */
export function specialCandidates(place: SpecialPlace, parsed: ParsedText, knowledge: KnowledgeView, general: boolean): Candidate[] {
  switch (place.kind) {
    case 'help':
      if (!general) return [];
      return place.parameter ? helpedParameters(parsed, place.comment).map((name) => candidate(name, 'parameter', '')) : Object.entries(helpKeywords).map(([name, help], index) => candidate(`.${name}`, 'keyword', String(index).padStart(2, '0'), { help }));
    case 'index': {
      if (place.owner.kind === 'VariableExpressionAst' && /^(?:(?:global|script|local):)?PSDefaultParameterValues$/i.test(place.owner.variablePath)) return general ? defaultParameterKeys(parsed, place.start, place.end, knowledge) : [];
      const quote = parsed.result.text.charAt(place.start);
      return [...connectionFields(place.owner, parsed, knowledge), ...(general ? parsed.values.expression(place.owner)?.keys ?? [] : [])].map((key) => candidate(key, 'key', '', { insert: quotedName(key, quote), filter: `${quote}${key}${quote}` }));
    }
    case 'keyValue': return keyValueCandidates(parsed, place.owner, place.key, place.start, knowledge);
    case 'choice': case 'castText': {
      const written = parsed.result.text.charAt(place.start), quote = quoteOf(written) === '' ? "'" : written;
      const values = place.kind === 'castText' ? parsed.values.valuesOfType(place.type) : (place.type === undefined ? undefined : parsed.values.valuesOfType(place.type)) ?? (place.value.kind === 'VariableExpressionAst' && /preference$/i.test(place.value.variablePath) ? undefined : parsed.values.choices(place.value));
      return general ? (values ?? []).map((value) => candidate(value, 'value', '', { insert: quotedName(value, quote), filter: quote === written ? `${quote}${value}${quote}` : value })) : [];
    }
    case 'setName': return general ? place.names.map((name) => candidate(name, 'value', '', { insert: quotedFor(parsed, place.start)(name), filter: quotedFor(parsed, place.start)(name), note: 'parameter set' })) : [];
    case 'requires':
      return general ? Object.entries(requirements).filter(([name]) => !place.given.has(name.toLowerCase())).map(([name, help]) => candidate(`-${name}`, 'keyword', '', { help })) : [];
    case 'operator': return general ? operators.map(([name, help], index) => candidate(`-${name}`, 'keyword', String(index).padStart(2, '0'), { note: help })) : [];
    case 'loopFlag': return workflowPlace(parsed.result.ast, place.start).isBody ? loopFlags.filter(([name]) => !place.given.has(name.toLowerCase())).map(([name, help], index) => candidate(`-${name}`, 'keyword', String(index), { note: 'of workflows', help })) : [];
    case 'label': return general ? place.names.map((name, index) => candidate(name, 'value', String(index), { note: 'label' })) : [];
    case 'switchFlag': return general ? switchFlags.filter((name) => !place.given.has(name.toLowerCase())).map((name) => candidate(`-${name}`, 'keyword', '')) : [];
    case 'requirement': {
      if (!general) return [];
      if (place.parameter === 'modulekey') return moduleKeys.map((name, index) => candidate(name, 'key', String(index), { insert: `${name} = `, filter: name }));
      const quote = /['"]/.exec(parsed.result.text.charAt(place.start))?.[0] ?? '', values = place.parameter === 'modules' ? moduleNames(knowledge) : (requirementValues[place.parameter] ?? []);
      return values.map((value, index) => candidate(value, 'value', String(index).padStart(4, '0'), { insert: `${quote}${value}${quote}`, filter: `${quote}${value}${quote}` }));
    }
    case 'module': {
      const quote = /['"]/.exec(parsed.result.text.charAt(place.start))?.[0] ?? '', own = knowledge.folderModules?.() ?? [], taken = new Set(own.map((name) => name.toLowerCase()));
      const row = (name: string, order: string, note: string): Candidate => candidate(name, 'value', order, { note, insert: `${quote}${name}${quote}`, filter: `${quote}${name}${quote}` });
      return general ? [...own.map((name) => row(name, '1', 'of the folder')), ...moduleNames(knowledge).flatMap((name) => (taken.has(name.toLowerCase()) ? [] : [row(name, '2', 'module')]))] : [];
    }
    case 'namespace': {
      const used = new Set(usedNamespaces(parsed.result.ast).map((name) => name.toLowerCase()));
      return general ? namespaces().filter((name) => !used.has(name.toLowerCase()) || name.length === place.end - place.start).map((name) => candidate(name, 'type', '')) : [];
    }
    case 'silence':
      return RULES.map(({ id, name, summary }) => candidate(id, 'value', '', { note: name, filter: `${id} ${name}`, help: summary }));
    case 'type': {
      if (!general) return [];
      const isThrown = /\b(?:catch\s*(?:\[[^\][]*\]\s*,\s*)*|trap\s*|throw\s*)\[$/i.test(parsed.result.text.slice(Math.max(0, place.start - 300), place.start));
      const orderOf = (name: string, order: string): string => (isThrown && !/Exception$/i.test(name) ? '5' : order);
      const own = [...new Set([...parsed.types, ...(knowledge.loadedTypes?.(parsed) ?? [])])].map((name) => candidate(name, 'type', '1'));
      const short = usedNamespaces(parsed.result.ast).flatMap((namespace) => typesOf(namespace).map((name) => candidate(name, 'type', orderOf(name, '2'), { note: namespace })));
      const shown = allTypes().map((name) => candidate(name, 'type', orderOf(name, name.includes('.') ? '4' : '3'), { filter: name.includes('.') ? `${name} ${name.split('.').at(-1) ?? ''}` : name }));
      return [...own, ...(place.attributes && !isThrown ? Object.keys(attributes).map((name) => candidate(name, 'keyword', '2', { note: 'attribute', insert: withArguments.has(name) ? `${name}(` : `${name}()`, filter: name })) : []), ...short, ...shown];
    }
    case 'attributeArgument': {
      const name = Object.keys(attributes).find((each) => each.toLowerCase() === place.attribute.toLowerCase().replace(/attribute$/, ''));
      if (!general || name === undefined) return [];
      return attributes[name]!.filter((each) => !place.given.has(each.toLowerCase())).map((each, index) => candidate(each, 'key', String(index).padStart(2, '0'), { insert: flags.has(each) ? each : `${each} = `, filter: each }));
    }
    case 'truth': {
      const isSwitch = flags.has(Object.values(attributes).flat().find((each) => each.toLowerCase() === place.argument.toLowerCase()) ?? '');
      return general && isSwitch ? ['$true', '$false'].map((value) => candidate(value, 'value', '')) : [];
    }
    case 'usingWord': return general ? Object.entries(usable).map(([name, help]) => candidate(name, 'keyword', '', { help })) : [];
    case 'key': {
      if (place.owner === undefined) return [];
      const { names, mandatory } = keysFor(place.owner, parsed, knowledge);
      return names.filter((name) => !place.given.has(name.toLowerCase())).map((name, index) => {
        return candidate(name, 'key', (mandatory.has(name) ? '0' : '1') + String(index).padStart(3, '0'), { insert: `${memberText(name)} = `, filter: `${memberText(name)} '${name} "${name}`, mark: mandatory.has(name) ? ' *' : undefined });
      });
    }
    case 'member': return memberCandidates(place.owner, place.isStatic, parsed, knowledge, general);
    case 'preference': {
      const values = preferenceValues[place.variable.toLowerCase()] ?? [], written = parsed.result.text.charAt(place.start), quote = /['"]/.test(written) ? written : "'";
      return general ? values.map((value) => candidate(value, 'value', '', { insert: `${quote}${value}${quote}`, filter: quote === written ? `${quote}${value}${quote}` : value })) : [];
    }
  }
}
