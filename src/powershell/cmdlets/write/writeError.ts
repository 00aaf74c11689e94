import { cmdlet } from '../../runtime/cmdlet.ts';
import { errorRecord } from '../../runtime/errors/raise.ts';
import { T } from '../../runtime/types/t.ts';
import { ERROR_CATEGORIES, ErrorRecord } from '../../runtime/values/errorRecord.ts';
import type { ErrorCategory, NetException } from '../../runtime/values/errorRecord.ts';
import type { Value } from '../../runtime/values/value.ts';
import { errorCategories } from '../../runtime/types/system/enums.ts';

const SETS = { message: 'NoException', exception: 'WithException', record: 'ErrorRecord' } as const;

/** Write-Error's own exception where none is given. */
const WRITE_ERROR_EXCEPTION = 'Microsoft.PowerShell.Commands.WriteErrorException';

export const writeError = cmdlet({
  name: 'Write-Error', defaultSet: SETS.message, synopsis: 'Writes an object to the error stream.',
  params: {
    Exception: { type: T.Exception, sets: [SETS.exception], mandatory: [SETS.exception], position: { [SETS.exception]: 0 } },
    Message: { type: T.String, aliases: ['Msg'], sets: [SETS.message, SETS.exception], position: { [SETS.message]: 0 }, mandatory: [SETS.message], from: { [SETS.message]: 'pipeline' }, allowNull: true, allowEmpty: true },
    ErrorRecord: { type: T.ErrorRecord, sets: [SETS.record], mandatory: [SETS.record], position: { [SETS.record]: 0 } },
    Category: { type: errorCategories, asText: true, sets: [SETS.message, SETS.exception] },
    ErrorId: { type: T.String, sets: [SETS.message, SETS.exception] },
    TargetObject: { type: T.Object, sets: [SETS.message, SETS.exception], allowNull: true },
    RecommendedAction: { type: T.String },
    CategoryActivity: { type: T.String, aliases: ['Activity'] },
    CategoryReason: { type: T.String, aliases: ['Reason'] },
    CategoryTargetName: { type: T.String, aliases: ['TargetName'] },
    CategoryTargetType: { type: T.String, aliases: ['TargetType'] },
  },
  run: (p, ctx) => ({
    process() {
      const record = p.ErrorRecord === undefined
        ? make(p.Message, p.Exception, p.ErrorId, categoryOf(p.Category), p.TargetObject)
        : copy(p.ErrorRecord);
      if (p.RecommendedAction !== undefined) record.details = { message: record.message, recommendedAction: p.RecommendedAction };
      record.activity = p.CategoryActivity ?? (record.activity === '' ? ctx.commandName : record.activity);
      if (p.CategoryReason !== undefined) record.reason = p.CategoryReason;
      if (p.CategoryTargetName !== undefined) record.targetName = p.CategoryTargetName;
      if (p.CategoryTargetType !== undefined) record.targetType = p.CategoryTargetType;
      ctx.writeError(record);
    },
  }),
});

/** The category as it is spelled, however it was written. */
const categoryOf = (text: string | undefined): ErrorCategory | undefined => (text === undefined ? undefined : ERROR_CATEGORIES.find((c) => c.toLowerCase() === text.toLowerCase()));
function make(message: string | undefined, exception: NetException | undefined, id: string | undefined, category: ErrorCategory | undefined, target: Value): ErrorRecord {
  if (exception !== undefined) {
    const record = new ErrorRecord(exception, id ?? exception.netType.name, category ?? 'NotSpecified', target ?? null);
    if (message !== undefined && message !== '') record.details = { message, recommendedAction: '' };
    return record;
  }
  return errorRecord({ id: id ?? WRITE_ERROR_EXCEPTION, category: category ?? 'NotSpecified', message: message ?? `Exception of type '${WRITE_ERROR_EXCEPTION}' was thrown.`, target: target ?? null, exception: WRITE_ERROR_EXCEPTION });
}
/** The same error once more: a record keeps where it was written, so a second writing needs one of its own. */
function copy(from: ErrorRecord): ErrorRecord {
  const made = new ErrorRecord(from.exception, from.errorId, from.category, from.targetObject);
  made.details = from.details;
  made.activity = from.activity;
  made.reason = from.reason;
  made.targetName = from.targetName;
  made.targetType = from.targetType;
  made.commandName = from.commandName;
  return made;
}
