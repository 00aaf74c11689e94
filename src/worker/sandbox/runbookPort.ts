/** Other runbooks of the service for the engine: the text of inline children, and jobs of their own. */
import { raise } from '../../powershell/runtime/errors/raise.ts';
import type { RunbookPort } from '../../powershell/runtime/host.ts';
import type { AssetReply, AssetRequest } from '../protocol.ts';
import { valueToJson } from './valueJson.ts';

/** `ask` blocks until the service has answered. */
export function runbookPort(ask: (asset: AssetRequest) => AssetReply): RunbookPort {
  return {
    find(name) {
      const reply = ask({ kind: 'runbook', operation: 'get', name });
      if (!reply.found) return reply.failed === true ? raise({ id: 'RunbookUnavailable', category: 'ResourceUnavailable', target: name, message: reply.message }) : undefined;
      const { name: own, type, script } = JSON.parse(reply.value) as { readonly name: string; readonly type: string; readonly script: string };
      return { name: own, isWorkflow: type === 'Script', script };
    },
    start(name, parameters) {
      const reply = ask({ kind: 'runbook', operation: 'start', name, parameters: parameters.map(([parameter, value]) => ({ name: parameter, value: valueToJson(value) })) });
      return reply.found ? { jobId: JSON.parse(reply.value) as string } : { refused: reply.message };
    },
  };
}
