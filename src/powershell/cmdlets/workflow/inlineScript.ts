import { cmdlet } from '../../runtime/cmdlet.ts';
import { T, arrayOf } from '../../runtime/types/t.ts';
import { WORKFLOW_MODULE } from './module.ts';

export const inlineScript = cmdlet({
  name: 'InlineScript', module: WORKFLOW_MODULE, synopsis: 'Runs a part of a workflow as one ordinary script.',
  params: {
    Command: { type: T.ScriptBlock, position: 0, mandatory: true, help: 'The block; it reads the workflow’s variables with $using:.' },
    PSComputerName: { type: arrayOf(T.String) },
    PSCredential: { type: T.PSCredential },
    DisplayName: { type: T.String },
    PSPersist: { type: T.Object },
  },
  run: (p, ctx) => ({
    process() {
      if (p.PSComputerName !== undefined) {
        ctx.fail({
          id: 'InlineScriptRemotingNotAvailable', category: 'NotEnabled', target: p.PSComputerName.join(', '), exception: 'System.NotSupportedException',
          message: `InlineScript cannot run on ${p.PSComputerName.join(', ')}: other machines are reached through a real PowerShell only. Leave -PSComputerName out to run the block here.`,
        });
      }
      // Inside, errors are a script's again: reported, and the next statement runs.
      const { session } = ctx, { guarded } = session;
      session.guarded = 0;
      try { for (const value of ctx.invoke(p.Command, [])) ctx.write(value); } finally { session.guarded = guarded; }
    },
  }),
});
