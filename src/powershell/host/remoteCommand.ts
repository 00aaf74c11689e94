/** A command of PowerShell as one of the engine: what it takes as data, its work done over there, in the manner of implicit remoting. */
import type { Argument } from '../runtime/bind/argument.ts';
import { COMMON_PARAMETERS, SHOULD_PROCESS_PARAMETERS } from '../runtime/bind/common.ts';
import { cmdlet } from '../runtime/cmdlet.ts';
import type { Cmdlet, ParamSpec } from '../runtime/cmdlet.ts';
import { lookupType } from '../runtime/types/registry.ts';
import { T } from '../runtime/types/t.ts';
import { CmdletStage } from '../runtime/run/pipeline/cmdletStage.ts';
import { CommandRuntime } from '../runtime/run/pipeline/commandRuntime.ts';
import { NO_COMMON } from '../runtime/run/pipeline/commonValues.ts';
import type { CmdletContext } from '../runtime/run/pipeline/cmdletContext.ts';
import { Hashtable } from '../runtime/values/dictionary.ts';
import { unwrap } from '../runtime/values/psObject.ts';
import { ScriptBlock } from '../runtime/values/scriptBlock.ts';
import type { Value } from '../runtime/values/value.ts';
import type { Conversation, Exchange } from './conversation.ts';
import { PowerShellHostError, errorFrom } from './errors.ts';
import { guarded } from './failure.ts';
import type { CommandFacts, ParameterFacts } from './protocol.ts';
import { progressOf } from './records.ts';
import { blockText } from './blockText.ts';
import { remoteHelp } from './remoteHelp.ts';
import { fromWire, toWire } from './wire.ts';

const COMMON: ReadonlySet<string> = new Set([...COMMON_PARAMETERS, ...SHOULD_PROCESS_PARAMETERS].map((p) => p.folded));

/** Declared as PowerShell tells it; `Get-Command`, the checks of workflows and named defaults read it as any other's. */
export function remoteCmdlet(facts: CommandFacts, conversation: Conversation): Cmdlet {
  const own = facts.parameters.filter((p) => !COMMON.has(p.name.toLowerCase()));
  return cmdlet({
    name: facts.name, module: facts.module, className: facts.name, raw: true, params: Object.fromEntries(own.map((p) => [p.name, parameterOf(p)])),
    ...(facts.defaultSet === '' ? {} : { defaultSet: facts.defaultSet }), supportsShouldProcess: facts.parameters.some((p) => p.name === 'WhatIf'),
    synopsis: facts.module === '' ? 'A command in PowerShell.' : `A command of the module ${facts.module} in PowerShell.`,
    help: () => remoteHelp(called(facts), conversation),
    run(p, ctx) {
      const input: Value[] = [], bound = p as { readonly Arguments?: readonly Argument[]; readonly InputObject?: Value; readonly Upstream?: Call };
      return {
        process() { if (ctx.expectingInput) input.push(bound.InputObject ?? null); },
        end() {
          const before = bound.Upstream ?? (ctx.expectingInput ? { text: '$SmaItems', values: [], used: [], items: input } : undefined);
          const made = callOf(facts, bound.Arguments ?? [], switchesOf(facts, ctx), before);
          // Two such commands in a row are one pipeline over there: its objects stay what they are.
          if (ctx instanceof CommandRuntime && ctx.common === NO_COMMON && ctx.out instanceof CmdletStage && ctx.out.takeUpstream(made)) return;
          guarded(() => run(made, conversation, ctx));
        },
      };
    },
  });
}

function parameterOf({ aliases, type, isSwitch, sets, values }: ParameterFacts): ParamSpec {
  const named = sets.filter((s) => s.name !== '__AllParameterSets'), all = named.length < sets.length || named.length === 0 ? sets[0] : undefined;
  const positions = Object.fromEntries(named.filter((s) => s.position >= 0).map((s) => [s.name, s.position])), mandatory = named.filter((s) => s.mandatory).map((s) => s.name);
  const pipeline = sets.some((s) => s.pipeline), property = sets.some((s) => s.property);
  return {
    type: isSwitch ? T.Switch : lookupType(type) ?? T.Object, aliases,
    ...(all === undefined ? { sets: named.map((s) => s.name), position: positions, mandatory } : { ...(all.position >= 0 ? { position: all.position } : {}), mandatory: all.mandatory }),
    ...(pipeline || property ? { from: pipeline && property ? 'both' : pipeline ? 'pipeline' : 'property' } : {}),
    ...(values.length > 0 ? { validate: [{ set: values }] } : {}),
  };
}

/** Invoke-Command, Start-Job and Start-ThreadJob are there. */
const BEGINS_SESSIONS = /^(?:Microsoft\.PowerShell\.|ThreadJob$)/i;
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const called = (facts: CommandFacts): string => (facts.module === '' ? facts.name : `${facts.module}\\${facts.name}`);

/** A pipeline as text, its values apart: PowerShell itself decides what a name takes and what is positional. */
interface Call { readonly text: string; readonly values: readonly Value[]; /** The variables of the caller's that its blocks read. */ readonly used: readonly string[]; /** `$SmaItems`. */ readonly items: readonly Value[] }

function callOf(facts: CommandFacts, args: readonly Argument[], switches: readonly string[], before: Call | undefined): Call {
  const values: Value[] = [...(before?.values ?? [])], used: string[] = [...(before?.used ?? [])], word = (v: Value): string => {
    const plain = unwrap(v);
    // A block is written out: over there it is to be a block and no text.
    if (plain instanceof ScriptBlock) {
      const { text, variables } = blockText(plain, BEGINS_SESSIONS.test(facts.module));
      used.push(...variables);
      return text;
    }
    values.push(v);
    return `$SmaGiven[${values.length - 1}]`;
  };
  const words = args.map((a) => (a.name === undefined ? word(a.value) : a.hasValue ? `-${a.name}:${word(a.value)}` : `-${a.name}`));
  const command = `& ${quoted(called(facts))} ${[...words, ...switches].join(' ')}`;
  return { text: before === undefined ? command : `${before.text} | ${command}`, values, used, items: before?.items ?? [] };
}

function run({ text, values, used, items }: Call, conversation: Conversation, ctx: CmdletContext): void {
  const given = new Hashtable(), variables = new Hashtable();
  given.set('SmaGiven', [...values]);
  given.set('SmaItems', [...items]);
  // They are looked for in the scope of the call; what is nowhere here is nothing of the script's.
  for (const name of used) { const v = ctx.session.variable(name); if (v !== undefined) variables.set(name, v); }
  // Over there an error that ends the command ends its statement alone, and is told like one that ends nothing. Where something here takes errors, something does so there, and it ends the call.
  const body = ctx.session.guarded > 0 ? `try { ${text} } catch { throw }` : text;
  const exchange = conversation.run({ type: 'run', text: `param($SmaGiven, $SmaItems) ${body}`, arguments: toWire(given), variables: toWire(variables), asText: false, location: ctx.session.location, ...conversation.news(ctx.host.environment.changes?.() ?? []) }, (text) => ctx.warning(text));
  try { deliver(exchange, ctx); } catch (e) {
    // Whoever reads the output has had enough, an error ended the pipeline, or it was left (break, exit): the rest is not wanted.
    exchange.drop(e, (text) => ctx.warning(text));
    throw e;
  }
}

/** What the preferences here say of the streams over there. */
function switchesOf(facts: CommandFacts, ctx: CmdletContext): string[] {
  if (!(ctx instanceof CommandRuntime) || !facts.parameters.some((p) => p.name === 'Verbose')) return [];
  const { common, session, frame } = ctx, is = (preference: string, value: string): boolean => session.preference(frame, preference).toLowerCase() === value;
  const stop = common.errorAction === undefined ? is('ErrorActionPreference', 'stop') : common.errorAction.toLowerCase() === 'stop';
  return [...(common.verbose ?? is('VerbosePreference', 'continue') ? ['-Verbose'] : []), ...(common.debug ?? is('DebugPreference', 'continue') ? ['-Debug'] : []), ...(stop ? ['-ErrorAction Stop'] : [])];
}

function deliver(exchange: Exchange, ctx: CmdletContext): void {
  for (let reply = exchange.next(); reply !== undefined; reply = exchange.next()) {
    switch (reply.type) {
      case 'output': ctx.write(reply.value ?? (reply.clixml === undefined ? reply.text ?? null : fromWire(reply.clixml))); break;
      case 'error': ctx.writeError(errorFrom(reply.error)); break;
      case 'warning': ctx.warning(reply.text); break;
      case 'verbose': ctx.verbose(reply.text); break;
      case 'debug': ctx.debug(reply.text); break;
      case 'information': ctx.information(reply.text, reply.isHost ? ['PSHOST'] : [], reply.isHost); break;
      case 'noise': ctx.information(reply.text, ['PSHOST'], true); break;
      case 'progress': ctx.progress(progressOf(reply)); break;
      case 'done': if (reply.error !== undefined) ctx.fail(errorFrom(reply.error)); break;
      case 'left': throw new PowerShellHostError('PowerShellFailed', 'PowerShell ended while the runbook needed it: it left with exit.');
    }
  }
}
