import { NOT_EMPTY } from '../../runtime/cmdlet.ts';
import { cmdlet } from '../../runtime/cmdlet.ts';
import { T } from '../../runtime/types/t.ts';

export const writeProgress = cmdlet({
  name: 'Write-Progress', synopsis: 'Shows how far a command has come.',
  params: {
    Activity: { type: T.String, position: 0, help: 'What is being done.' },
    Status: { type: T.String, position: 1, validate: NOT_EMPTY },
    Id: { type: T.Int32, position: 2, validate: [{ range: [0, 2147483647] }] },
    PercentComplete: { type: T.Int32, validate: [{ range: [-1, 100] }] },
    SecondsRemaining: { type: T.Int32 },
    CurrentOperation: { type: T.String },
    ParentId: { type: T.Int32, validate: [{ range: [-1, 2147483647] }] },
    Completed: { type: T.Switch },
    SourceId: { type: T.Int32 },
  },
  run: (p, ctx) => ({
    process() {
      ctx.progress({
        activity: p.Activity ?? '', status: p.Status ?? 'Processing', currentOperation: p.CurrentOperation ?? '', percentComplete: p.PercentComplete ?? -1,
        secondsRemaining: p.SecondsRemaining ?? -1, activityId: p.Id ?? 0, parentActivityId: p.ParentId ?? -1, completed: p.Completed === true,
      });
    },
  }),
});
