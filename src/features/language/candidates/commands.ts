import { argumentFor, assetParameter, assetUses, beginningAt, comesTo, commandNameOf, findParameter, givenParameters, heldPlace, isInlineScript, memberText, nodesAt, parameterAt, quotedName, quoteOf, startedRunbook, textOf, workflowPlace } from '../../../powershell/index.ts';
import type { AssetKind, Ast, CommandAst, CommandFacts, CommandParameter, CommandUse, KeyOwner } from '../../../powershell/index.ts';
import { isCredentialType } from '../../../project/folder/index.ts';
import { cmdletRefusal, findRule, knowsCmdletsOnly, runbookRefusal, spotAt, type Spot } from '../../../project/lint/index.ts';
import type { ParsedText } from '../parsedText.ts';
import { candidate, type Candidate, type KnowledgeView } from './candidate.ts';
import { propertyCandidates } from './properties.ts';
import { snippetCandidates } from './snippets.ts';
import { encodings, keywords, valuesOf, workflowWords } from './words.ts';

const short = (type: string): string => (type.split('.').at(-1) ?? type).replace(/^SwitchParameter$/, 'switch').toLowerCase();
const firstLine = (text: string | undefined): string | undefined => text?.split('\n', 1)[0];

/** Rows of commands that were made already: thousands of them are offered at every key. */
const rows = new WeakMap<CommandFacts, Candidate>();

function commandCandidate(facts: CommandFacts, order: string): Candidate {
  let row = rows.get(facts);
  if (row === undefined || !row.order.startsWith(`${order} `)) rows.set(facts, (row = newRow(facts, order)));
  return row;
}

/** A command's row; a runbook shows its parameters, mandatory ones with a star. */
function newRow(facts: CommandFacts, order: string): Candidate {
  const mark = facts.kind === 'runbook' && facts.parameters.length > 0 ? ` ${facts.parameters.map(({ name, isMandatory }) => `-${name}${isMandatory ? '*' : ''}`).join(' ')}` : undefined;
  return { label: facts.name, mark, note: firstLine(facts.synopsis), kind: facts.kind, insert: facts.name, order: `${order} ${facts.name}`, facts };
}

/** How a file is called: by its bare word where it is one, else in quotes behind an operator. */
interface FileCall { readonly folder: string; /** What stands before the folder. */ readonly opening: string; readonly hasOperator: boolean }

/** A runbook called by its file beside the text. */
function byFile(facts: CommandFacts, order: string, { folder, opening, hasOperator }: FileCall): Candidate {
  const file = `${folder}${facts.name}.ps1`;
  // A variable is one in double quotes alone.
  if (folder.startsWith('$')) return { ...commandCandidate(facts, order), insert: `${hasOperator ? '' : '& '}${opening || '"'}${file}${opening || '"'}`, filter: `${opening}${file}` };
  const isWord = opening === '' && /^[\p{L}\p{Nd}_.\\/-]+$/u.test(file);
  return { ...commandCandidate(facts, order), insert: isWord ? file : `${hasOperator ? '' : '& '}${quotedName(file, opening === '' ? "'" : opening)}`, filter: `${opening}${file}` };
}

/** `&` or `.` before a command, which quotes need. */
const hasOperatorAt = (text: string, at: number): boolean => /(?:&\s*|(?:^|[\s;|(){}=])\.\s+)$/.test(text.slice(Math.max(0, at - 100), at));

const refused = new WeakMap<Candidate, Candidate>();

/** A row as the linter would judge it: what it refuses at a place stands last, with the rule that does. */
function judged(row: Candidate, refusal: string | undefined): Candidate {
  if (refusal === undefined) return row;
  let marked = refused.get(row);
  if (marked?.note?.startsWith(refusal) !== true) refused.set(row, (marked = { ...row, note: `${refusal} ${findRule(refusal)?.name ?? ''}`, order: `9 ${row.label}` }));
  return marked;
}

/** Commands that the workflow language has, and PowerShell has not. */
const isLanguage = ({ name, module }: CommandFacts): boolean => module === 'PSWorkflow' && /^(?:(?:checkpoint|suspend)-workflow|inlinescript)$/i.test(name);

/** Lists of cmdlets as they are judged, by the kind of place: there are thousands, and they are offered at every key. */
const judgedCmdlets = new WeakMap<readonly CommandFacts[], Map<string, readonly Candidate[]>>();
function cmdletsAt(cmdlets: readonly CommandFacts[], spot: Spot, general: boolean): readonly Candidate[] {
  const key = `${spot.place} ${spot.isInExpression || spot.isInBrackets} ${general}`, known = judgedCmdlets.get(cmdlets) ?? new Map<string, readonly Candidate[]>();
  judgedCmdlets.set(cmdlets, known);
  let found = known.get(key);
  if (found === undefined) {
    // A block or a function in a workflow runs as PowerShell does: the workflow's own words mean nothing there, in its expressions and pipelines neither.
    const offered = cmdlets.filter((facts) => !isLanguage(facts) && (general || facts.module === 'RunbookConstructs' || facts.module === 'PSWorkflow'));
    known.set(key, (found = offered.map((facts) => judged(commandCandidate(facts, '3'), cmdletRefusal(facts.name.toLowerCase(), spot)))));
  }
  return found;
}

interface RunbookRow { readonly key: string; readonly row: Candidate }

/** Lists of runbooks as they are judged, by the kind of place; a list that was told anew is another. */
const judgedRunbooks = new WeakMap<readonly CommandFacts[], Map<string, readonly RunbookRow[]>>();
function runbooksAt(runbooks: readonly CommandFacts[], refusal: string | undefined, inWorkflow: boolean, hasOperator: boolean): readonly RunbookRow[] {
  const key = `${refusal} ${inWorkflow} ${hasOperator}`, known = judgedRunbooks.get(runbooks) ?? new Map<string, readonly RunbookRow[]>();
  judgedRunbooks.set(runbooks, known);
  let found = known.get(key);
  if (found === undefined) {
    // A script runbook is no command: scripts call its file, and workflows cannot.
    found = runbooks.flatMap((facts) => {
      if (facts.runbookType === 'PowerShellScript') return inWorkflow ? [] : [{ key: facts.name.toLowerCase(), row: { ...byFile(facts, '2', { folder: '.\\', opening: '', hasOperator }), filter: facts.name } }];
      return [{ key: facts.name.toLowerCase(), row: judged(commandCandidate(facts, '2'), refusal) }];
    });
    known.set(key, found);
  }
  return found;
}

/** A function, and the names that it gives itself. */
const withAliases = (facts: CommandFacts): Candidate[] => [commandCandidate(facts, '1'), ...facts.aliases.map((alias) => ({ ...commandCandidate(facts, '1'), label: alias, insert: alias, note: `alias of ${facts.name}`, order: `1 ${alias}` }))];

/** Which workflows of the text, called in the one around a place, would go round in a circle (RecursiveWorkflowNotSupported). */
function circlesAt({ result, functions }: ParsedText, offset: number): (name: string) => boolean {
  const around = nodesAt(result.ast, offset).findLast((node) => node.kind === 'FunctionDefinitionAst' && node.isWorkflow), workflows = [...functions.values()].filter(({ isWorkflow }) => isWorkflow);
  return (name) => around?.kind === 'FunctionDefinitionAst' && comesTo(workflows, name, around.name);
}

/** Commands that can be called: the text's own, runbooks, cmdlets, and words of the language. Without `general` what only SMA has. */
export function commandCandidates(parsed: ParsedText, offset: number, written: string, knowledge: KnowledgeView, general: boolean): Candidate[] {
  // `.\Child.ps1`: a script runbook by its file; workflows are called by their names.
  const [, opening = '', folder] = /^(['"\u2018-\u201e]?)(\.[\\/]|(?<!['\u2018-\u201b])\$(?:PSScriptRoot|\{PSScriptRoot\})[\\/])/i.exec(written) ?? [], hasOperator = hasOperatorAt(parsed.result.text, offset - written.length);
  if (folder !== undefined) return knowledge.runbooks.flatMap((facts) => (facts.runbookType === 'Script' ? [] : byFile(facts, '', { folder, opening, hasOperator })));
  const begin = offset - written.length, held = heldPlace(parsed.result, begin), { isInside: inWorkflow, isBody: inBody } = workflowPlace(parsed.result.ast, held === begin ? offset : held), spot = spotAt(parsed.result, held), isBare = knowsCmdletsOnly(spot), isStatement = inBody && !isBare && !spot.isPiped;
  const own = general ? [...parsed.functions.values()].flatMap(({ name }) => parsed.functionFacts(name) ?? []) : [], circles = inBody && !isBare ? circlesAt(parsed, offset) : undefined;
  const found: Candidate[] = own.flatMap((facts) => withAliases(facts).map((row) => judged(row, isBare ? 'SMA1012' : facts.kind === 'workflow' && circles?.(facts.name) === true ? 'SMA2009' : undefined)));
  const taken = new Set(own.map(({ name }) => name.toLowerCase()));
  if (general) for (const facts of knowledge.loadedFunctions(parsed)) {
    if (taken.has(facts.name.toLowerCase())) continue;
    found.push(...withAliases(facts));
    taken.add(facts.name.toLowerCase());
  }
  for (const { key, row } of runbooksAt(knowledge.runbooks, runbookRefusal('Script', spot, parsed.hasWorkflow), inWorkflow, hasOperator)) if (!taken.has(key)) found.push(row);
  for (const row of cmdletsAt(knowledge.cmdlets, spot, general)) found.push(row);
  if (isStatement) for (const word of workflowWords) found.push({ ...candidate(word, 'keyword', '2', { note: 'of workflows' }), facts: /[SW]/.test(word) ? knowledge.command(word, parsed) : undefined });
  if (beginningAt(parsed.result, begin) === 'statement') found.push(...snippetCandidates(parsed.result.text.slice(Math.max(0, begin - 200), begin), inBody, inWorkflow));
  if (general) for (const word of keywords) found.push(candidate(word, 'keyword', '4'));
  return found;
}

/** Of a command that nobody knows: what the text gives it elsewhere, and what every cmdlet takes. */
function unknownParameters(parsed: ParsedText, name: string, command: CommandAst, start: number, knowledge: KnowledgeView): Candidate[] {
  const found = new Map<string, Candidate>(), given = new Set<string>();
  for (const { node, name: other } of parsed.commands) {
    if (other?.toLowerCase() !== name.toLowerCase()) continue;
    for (const element of node.elements) {
      if (element.kind !== 'CommandParameterAst' || element.start === start || element.parameterName === '') continue;
      const key = element.parameterName.toLowerCase();
      if (node === command) given.add(key);
      else if (!found.has(key)) found.set(key, candidate(`-${element.parameterName}`, 'parameter', '2', { note: 'in this text' }));
    }
  }
  // Programs have parameters of their own.
  const common = /^\p{L}+-\p{L}[\p{L}\p{Nd}]*$/u.test(name) ? knowledge.commonParameters({ name, kind: 'cmdlet', synopsis: undefined, description: undefined, aliases: [], module: undefined, supportsShouldProcess: false, parameters: [] }, parsed.commands.find(({ node }) => node === command)?.place) : [];
  for (const parameter of common) if (!found.has(parameter.name.toLowerCase())) found.set(parameter.name.toLowerCase(), candidate(`-${parameter.name}`, 'parameter', '3', { note: short(parameter.type), help: 'Common parameter', parameter }));
  return [...found].flatMap(([key, each]) => (given.has(key) ? [] : [each]));
}

/** Parameters that a command takes and that are not given yet. */
export function parameterCandidates(parsed: ParsedText, command: CommandAst, start: number, knowledge: KnowledgeView, general: boolean): Candidate[] {
  const use = parsed.commands.find(({ node }) => node === command), facts = use?.name === undefined ? undefined : knowledge.command(use.name, parsed);
  if (facts === undefined) return general && use?.name !== undefined ? unknownParameters(parsed, use.name, command, start, knowledge) : [];
  if (!general && facts.kind !== 'runbook') return [];
  const given = givenParameters(command, facts, start), own = new Set(facts.parameters.map(({ name }) => name));
  // InlineScript takes its block without a name, and no other way (InlineScriptParameterNotSupported).
  const taken = isInlineScript(command) ? facts.parameters.filter(({ name }) => !/^(?:Command(?:Name)?|Parameters)$/.test(name)) : facts.parameters;
  return [...taken, ...knowledge.commonParameters(facts, use?.place).filter(({ name }) => !own.has(name))].filter(({ name }) => !given.has(name.toLowerCase())).map((parameter) => {
    const { name, type, isMandatory, aliases } = parameter, isOwn = own.has(name);
    return candidate(`-${name}`, 'parameter', !isOwn ? '3' : isMandatory ? '1' : '2', {
      mark: isMandatory ? ' *' : undefined, note: short(type), help: isMandatory ? 'Mandatory parameter' : isOwn ? 'Parameter' : 'Common parameter',
      // Without a space: with one, `-Seconds ` would still find -Milliseconds by its alias, and Enter would take it.
      filter: [`-${name}`, ...aliases.map((alias) => `-${alias}`)].join(''), parameter,
    });
  });
}

/** Commands that take a runbook's name. */
const namesRunbook = (command: string, parameter: string): boolean =>
  (/^(start|get|set|edit|publish|remove|export|new)-(sma|automation)(runbook|runbookdefinition|runbookconfiguration)$|^(register|unregister)-smascheduledrunbook$|^set-smarunbookconfiguration$/i.test(command) && parameter === 'Name')
  || (/^(get|start|new|resume|stop|suspend)-(sma|automation)/i.test(command) && parameter === 'RunbookName');

/** Assets of the connection by kind, and those that the folder or the text names and the connection lacks, marked. */
export function assetCandidates(parsed: ParsedText, start: number, kind: AssetKind, knowledge: KnowledgeView, quoted: (value: string) => string): Candidate[] {
  const there = knowledge.assets(kind), known = new Set(there?.map(({ name }) => name.toLowerCase())), word = kind.toLowerCase();
  const found = (there ?? []).map(({ name, description, isEncrypted, typeName }) =>
    candidate(name, 'asset', '1', { insert: quoted(name), filter: quoted(name), note: isEncrypted ? `encrypted ${word}` : typeName === undefined ? word : `${typeName} ${word}`, help: description ?? undefined }));
  const named = new Map(knowledge.folderAssets(kind));
  for (const use of assetUses(parsed.commands)) if (use.kind === kind && use.name !== undefined && use.name !== '' && use.start !== start) named.set(use.name.toLowerCase(), use.name);
  const local = knowledge.localAssets?.(kind) ?? new Map<string, string>(), typed = /^['"]?([^'"\r\n]*)/.exec(parsed.result.text.slice(start, start + 300))?.[1]?.toLowerCase() ?? '';
  for (const [lower, name] of local) {
    if (known.has(lower)) continue;
    found.push(candidate(name, 'asset', '1', { insert: quoted(name), filter: quoted(name), note: there === undefined ? `local ${word}` : `local ${word}, missing on ${knowledge.connectionName}` }));
  }
  for (const [lower, name] of named) {
    // The word that is being written is no proof of an asset.
    if (known.has(lower) || local.has(lower) || typed === lower || typed.startsWith(`${lower} `)) continue;
    found.push(candidate(name, 'asset', '2', { insert: quoted(name), filter: quoted(name), note: there === undefined ? 'named in this folder' : `missing on ${knowledge.connectionName}` }));
  }
  return found;
}

/** As much of a cmdlet of the SMA module as its name tells, where the engine has it not: what it names comes first. */
function smaFacts(name: string): CommandFacts | undefined {
  const parameter = ['Name', 'ConnectionName', 'RunbookName'].find((each) => assetParameter(name, each) !== undefined || namesRunbook(name, each));
  if (parameter === undefined) return undefined;
  const first = { name: parameter, type: 'System.String', isMandatory: true, isSwitch: false, position: 0, aliases: [], allowedValues: undefined, help: undefined };
  const given = /^start-/i.test(name) ? [{ ...first, name: 'Parameters', type: 'System.Collections.IDictionary', isMandatory: false, position: undefined }] : [];
  return { name, kind: 'cmdlet', synopsis: undefined, description: undefined, aliases: [], module: undefined, supportsShouldProcess: false, parameters: [first, ...given] };
}

/** The hashtable of a runbook's parameters: the mandatory ones, or all where none is. */
function parametersTable(use: CommandUse, parsed: ParsedText, knowledge: KnowledgeView): Candidate[] | undefined {
  const name = startedRunbook(use), parameters = name === undefined ? [] : (knowledge.command(name, parsed)?.parameters ?? []);
  const mandatory = parameters.filter(({ isMandatory }) => isMandatory), shown = mandatory.length > 0 ? mandatory : parameters;
  if (shown.length === 0) return undefined;
  return [candidate(`@{ ${shown.map((parameter) => parameter.name).join('; ')} }`, 'value', '', { insert: `@{ ${shown.map((parameter, index) => `${memberText(parameter.name).replaceAll(/[\\$}]/g, '\\$&')} = \${${index + 1}}`).join('; ')} }`, filter: '@{', isSnippet: true })];
}

/** Modules of the cmdlets that are known. */
export const moduleNames = (knowledge: KnowledgeView): string[] => [...new Set(knowledge.cmdlets.flatMap(({ module }) => module ?? []))].sort();

/** Values for the parameter whose argument stands at a place; undefined where nothing is known of it. */
export function argumentCandidates(parsed: ParsedText, command: CommandAst, start: number, offset: number, knowledge: KnowledgeView): Candidate[] | undefined {
  const use = parsed.commands.find(({ node }) => node === command), facts = use?.name === undefined ? undefined : (knowledge.command(use.name, parsed) ?? smaFacts(use.name));
  if (use === undefined || facts === undefined) return undefined;
  // Behind a comma the argument before it goes on.
  const [comma] = /,[ \t]*$/.exec(parsed.result.text.slice(Math.max(0, start - 80), start)) ?? [''];
  const parameter = parameterAt(command, comma === '' ? offset : start - comma.length, facts, knowledge.commonParameters(facts, use.place), use.texts);
  if (parameter === undefined) return undefined;
  return valueCandidates(parsed, use, facts, parameter, start, knowledge);
}

/** How a value is written where one begins: with the quote that stands there, else with one where it needs it. */
export function quotedFor(parsed: ParsedText, start: number): (value: string) => string {
  const opening = parsed.result.text.charAt(start);
  return (value) => quotedName(value, opening);
}

/** Values of a parameter, for the argument or the key's value that begins at a place. */
export function valueCandidates(parsed: ParsedText, use: CommandUse, facts: CommandFacts, parameter: CommandParameter, start: number, knowledge: KnowledgeView): Candidate[] | undefined {
  const opening = quoteOf(parsed.result.text.charAt(start)), quoted = quotedFor(parsed, start);
  const asset = assetParameter(facts.name, parameter.name);
  if (asset !== undefined) return assetCandidates(parsed, start, asset.kind, knowledge, quoted);
  if (parameter.name === 'ConnectionFieldName') {
    const connection = textOf(argumentFor(use.node, 'ConnectionName', 0));
    return connection === undefined ? undefined : knowledge.connectionFields({ connection }).map((value) => candidate(value, 'key', '', { insert: quoted(value), filter: quoted(value), note: `field of ${connection}` }));
  }
  if (facts.kind === 'runbook' && isCredentialType(parameter.type)) return assetCandidates(parsed, start, 'Credential', knowledge, quoted);
  if (/^start-(sma|automation)runbook$/i.test(facts.name) && parameter.name === 'Parameters' && opening === '') return parametersTable(use, parsed, knowledge);
  if (namesRunbook(facts.name, parameter.name)) return runbookNameCandidates(knowledge, quoted);
  if (/^get-(?:help|command)$/i.test(facts.name) && parameter.name === 'Name') {
    const own = [...parsed.functions.values()].flatMap(({ name }) => parsed.functionFacts(name) ?? []), seen = new Set<string>();
    return [...own, ...knowledge.loadedFunctions(parsed), ...knowledge.runbooks, ...knowledge.cmdlets].flatMap((one, index) => (seen.size === seen.add(one.name.toLowerCase()).size ? [] : [{ ...commandCandidate(one, index < own.length ? '1' : '3'), insert: quoted(one.name), filter: quoted(one.name) }]));
  }
  const properties = propertyCandidates(parsed, use.node, facts.name, parameter.name, quoted);
  if (properties !== undefined) return properties;
  if (/^(?:import|get|remove)-module$/i.test(facts.name) && parameter.name === 'Name') return moduleNames(knowledge).map((value) => candidate(value, 'value', '', { insert: quoted(value), filter: quoted(value), note: 'module' }));
  const values = parameter.allowedValues ?? (facts.kind === 'cmdlet' && parameter.name === 'Encoding' ? encodings : valuesOf[parameter.name.toLowerCase()]) ?? parsed.values.valuesOfType(parameter.type.replace(/\[\]$/, ''));
  if (values !== undefined) return values.map((value) => candidate(value, 'value', '', { insert: quoted(value), filter: quoted(value) }));
  return parameter.type === 'System.Boolean' && opening === '' ? ['$true', '$false'].map((value) => candidate(value, 'value', '')) : undefined;
}

/** What a text in quotes may be that a command elsewhere takes for the name of an asset or a runbook: one of a list or a loop, what a function of the text is given, what a table holds. */
export function heldNames(parsed: ParsedText, offset: number, knowledge: KnowledgeView): { readonly start: number; readonly end: number; readonly items: Candidate[] } | undefined {
  // Mostly nothing in quotes is being written: then nobody has to know what the variables of the text hold.
  if (!nodesAt(parsed.result.ast, Math.max(0, offset - 1)).some(({ kind, start }) => /^(?:StringConstant|ExpandableString)/.test(kind) && quoteOf(parsed.result.text.charAt(start)) !== '')) return undefined;
  const isHere = ({ start, end }: { readonly start: number; readonly end: number }, node: Ast): boolean => start < offset && offset <= end && (end < node.start || start > node.end) && quoteOf(parsed.result.text.charAt(start)) !== '' && !(offset === end && end - start > 1);
  const asset = assetUses(parsed.commands).find((one) => isHere(one, one.command.node));
  if (asset !== undefined) return { start: asset.start, end: asset.end, items: assetCandidates(parsed, asset.start, asset.kind, knowledge, quotedFor(parsed, asset.start)) };
  for (const { node, texts } of parsed.commands) {
    const name = commandNameOf(node) ?? '', parameter = namesRunbook(name, 'Name') ? 'Name' : namesRunbook(name, 'RunbookName') ? 'RunbookName' : undefined;
    const text = parameter === undefined ? undefined : texts.textsOf(argumentFor(node, parameter, parameter === 'Name' ? 0 : undefined)).find((one) => isHere(one, node));
    if (text !== undefined) return { start: text.start, end: text.end, items: runbookNameCandidates(knowledge, quotedFor(parsed, text.start)) };
  }
  return undefined;
}

const runbookNameCandidates = (knowledge: KnowledgeView, quoted: (value: string) => string): Candidate[] => knowledge.runbooks.map((runbook) => ({ ...commandCandidate(runbook, ''), insert: quoted(runbook.name), filter: quoted(runbook.name) }));

/** Values for a key of a table that is splatted to a command, or holds the parameters of a runbook to start. */
export function keyValueCandidates(parsed: ParsedText, { command, form }: KeyOwner, key: string, start: number, knowledge: KnowledgeView): Candidate[] {
  const isStart = form === 'argument' && /^start-(?:sma|automation)runbook$/i.test(command.name ?? ''), called = isStart ? startedRunbook(command) : form === 'splatted' ? command.name : undefined;
  const facts = called === undefined ? undefined : (knowledge.command(called, parsed) ?? smaFacts(called)), parameter = facts && findParameter(facts.parameters, key, knowledge.commonParameters(facts, command.place));
  if (isStart && parameter !== undefined && isCredentialType(parameter.type)) return assetCandidates(parsed, start, 'Credential', knowledge, quotedFor(parsed, start));
  return (facts && parameter && valueCandidates(parsed, command, facts, parameter, start, knowledge)) ?? [];
}
