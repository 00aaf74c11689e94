import { commandNameOf, argumentFor, possibleNames, textOf, typeFullName, type StatementAst } from '../../../../powershell/index.ts';
import { savesState } from '../../checkpoints.ts';
import type { Report, Rule } from '../../rule.ts';
import { words } from '../../words.ts';

const credentials = words('Get-AutomationPSCredential Get-Credential');
const sessions = words('New-PSSession New-CimSession New-WebServiceProxy');
const liveTypes = /^(System\.)?(Data\.\w+\.\w*(Connection|Command|Transaction)|IO\.(\w*Stream\w*|\w*Reader|\w*Writer)|Net\.(WebClient|Sockets\.\w+|Mail\.SmtpClient)|Diagnostics\.Process|Threading\.\w+)$/i;

/** The command that alone gives a value, and the type of what `New-Object` or `[Type]::new()` makes. */
function madeBy(right: StatementAst): { readonly command: string; readonly type: string | undefined } | undefined {
  const elements = right.kind === 'PipelineAst' ? right.elements : [right], [only] = elements;
  if (elements.length !== 1) return undefined;
  if (only?.kind === 'CommandExpressionAst') {
    const { expression } = only, isMade = expression.kind === 'InvokeMemberExpressionAst' && expression.isStatic && expression.expression.kind === 'TypeExpressionAst' && textOf(expression.member)?.toLowerCase() === 'new';
    return isMade && expression.expression.kind === 'TypeExpressionAst' ? { command: '', type: typeFullName(expression.expression.typeName) } : undefined;
  }
  if (only?.kind !== 'CommandAst') return undefined;
  const command = commandNameOf(only)?.toLowerCase() ?? '';
  return { command, type: command === 'new-object' ? textOf(argumentFor(only, 'TypeName', 0)) : undefined };
}

export const stateAcrossCheckpoint: Rule = {
  id: 'SMA3002', name: 'state-across-checkpoint', category: 'state', severity: 'warning', appliesTo: 'workflow',
  summary: 'A value that cannot be saved lives across a checkpoint.',
  documentation: 'A checkpoint writes all variables down. Credentials are not kept, and connections, streams and sessions cannot be saved: the checkpoint fails the job, or the value is dead after a resume. Fetch it again behind the checkpoint, and set it to $null before.',
  *check(context): Generator<Report> {
    const points = context.commands().filter((site) => site.place === 'workflow' && savesState(site.node));
    if (points.length === 0) return;
    for (const { reads, writes } of context.names.values()) {
      const body = writes.filter(({ place }) => place === 'workflow');
      for (const write of body) {
        const statement = write.parent?.node, made = statement?.kind === 'AssignmentStatementAst' ? madeBy(statement.right) : undefined;
        if (made === undefined) continue;
        const isLive = made.type !== undefined && possibleNames(made.type, context.result.ast).some((name) => liveTypes.test(name));
        if (!credentials.has(made.command) && !sessions.has(made.command) && !isLive) continue;
        const next = Math.min(...body.filter(({ node }) => node.start > write.node.start).map(({ node }) => node.start));
        const point = points.find(({ node, definition }) => definition === write.definition && node.start > write.node.end && node.start < next);
        const read = point && reads.find(({ node, definition, place }) => node.start > point.node.end && node.start < next && definition === write.definition && place !== 'function');
        if (read === undefined) continue;
        yield { start: read.node.start, end: read.node.end, message: `$${write.node.variablePath} was fetched before the checkpoint in line ${context.lines.line(point!.node.start)} and cannot be saved with it. Fetch it again behind the checkpoint.` };
      }
    }
  },
};
