/** All rules, in the order of their ids. A new rule is a file in its room, a line below, and a section of the README. */
import type { Rule } from '../rule.ts';
import { activityParameter } from './workflow/activityParameter.ts';
import { alias } from './quality/alias.ts';
import { assetDynamic } from './assets/assetDynamic.ts';
import { assetInInlineScript } from './assets/assetInInlineScript.ts';
import { assetKind } from './assets/assetKind.ts';
import { assetMissing } from './assets/assetMissing.ts';
import { assignmentInCondition } from './quality/assignmentInCondition.ts';
import { automaticAssigned } from './quality/automaticAssigned.ts';
import { blockVariable } from './workflow/blockVariable.ts';
import { certificateCheck } from './secrets/certificateCheck.ts';
import { childCycle } from './children/childCycle.ts';
import { childDynamic } from './children/childDynamic.ts';
import { childInExpression } from './children/childInExpression.ts';
import { childInFolder } from './children/childInFolder.ts';
import { childInFunction } from './children/childInFunction.ts';
import { childInInlineScript } from './children/childInInlineScript.ts';
import { childInPipeline } from './children/childInPipeline.ts';
import { childMandatory } from './children/childMandatory.ts';
import { childMissing } from './children/childMissing.ts';
import { childParameters } from './children/childParameters.ts';
import { childPositional } from './children/childPositional.ts';
import { childUnpublished } from './children/childUnpublished.ts';
import { codeOutside } from './runbook/codeOutside.ts';
import { deserialisedMethod } from './workflow/deserialisedMethod.ts';
import { emptyCatch } from './quality/emptyCatch.ts';
import { emptyRunbook } from './runbook/emptyRunbook.ts';
import { excludedCmdlet } from './workflow/excludedCmdlet.ts';
import { fileAcrossCheckpoint } from './checkpoints/fileAcrossCheckpoint.ts';
import { fileName } from './runbook/fileName.ts';
import { inlineScriptVariable } from './workflow/inlineScriptVariable.ts';
import { interactive } from './runbook/interactive.ts';
import { invokeExpression } from './secrets/invokeExpression.ts';
import { laterPowerShell } from './quality/laterPowerShell.ts';
import { mandatoryDefault } from './runbook/mandatoryDefault.ts';
import { matchesLost } from './workflow/matchesLost.ts';
import { misplacedActivity } from './workflow/misplacedActivity.ts';
import { missingSynopsis } from './runbook/missingSynopsis.ts';
import { noCheckpoint } from './checkpoints/noCheckpoint.ts';
import { nullOnRight } from './quality/nullOnRight.ts';
import { parallelAlone } from './workflow/parallelAlone.ts';
import { parameterAttributes } from './workflow/parameterAttributes.ts';
import { plainCredential } from './secrets/plainCredential.ts';
import { plainSecret } from './secrets/plainSecret.ts';
import { positionalInWorkflow } from './workflow/positionalInWorkflow.ts';
import { redirectionInCondition } from './quality/redirectionInCondition.ts';
import { returnInParallel } from './workflow/returnInParallel.ts';
import { runbookName } from './runbook/runbookName.ts';
import { sameOperands } from './quality/sameOperands.ts';
import { scriptByName } from './children/scriptByName.ts';
import { scriptFromWorkflow } from './children/scriptFromWorkflow.ts';
import { scriptPath } from './children/scriptPath.ts';
import { secretWritten } from './secrets/secretWritten.ts';
import { severalWorkflows } from './runbook/severalWorkflows.ts';
import { silentErrors } from './quality/silentErrors.ts';
import { stateAcrossCheckpoint } from './checkpoints/stateAcrossCheckpoint.ts';
import { switchParameter } from './workflow/switchParameter.ts';
import { syntaxError } from './syntaxError.ts';
import { trailingBacktick } from './quality/trailingBacktick.ts';
import { trapIgnored } from './workflow/trapIgnored.ts';
import { unassignedVariable } from './quality/unassignedVariable.ts';
import { unknownSuppression } from './unknownSuppression.ts';
import { unreachable } from './quality/unreachable.ts';
import { unusedVariable } from './quality/unusedVariable.ts';
import { usingMissing } from './workflow/usingMissing.ts';
import { usingOutside } from './workflow/usingOutside.ts';
import { workflowFromScript } from './children/workflowFromScript.ts';
import { workflowLanguage } from './workflow/workflowLanguage.ts';
import { writeHost } from './workflow/writeHost.ts';
import { writeProgress } from './workflow/writeProgress.ts';

export const RULES: readonly Rule[] = [
  syntaxError, unknownSuppression, childInFunction, childInInlineScript, scriptFromWorkflow, workflowFromScript, childMissing, childCycle,
  childPositional, childParameters, childMandatory, childUnpublished, scriptPath, childInExpression, childInPipeline, scriptByName, childInFolder, childDynamic, assetMissing, assetKind, assetDynamic,
  assetInInlineScript, parameterAttributes, switchParameter, writeHost, writeProgress, excludedCmdlet, deserialisedMethod, usingMissing,
  usingOutside, workflowLanguage, misplacedActivity, inlineScriptVariable, returnInParallel, parallelAlone, positionalInWorkflow, activityParameter, blockVariable, matchesLost, trapIgnored, noCheckpoint,
  stateAcrossCheckpoint, fileAcrossCheckpoint, plainSecret, plainCredential, secretWritten, invokeExpression, certificateCheck, fileName,
  severalWorkflows, runbookName, codeOutside, emptyRunbook, missingSynopsis, mandatoryDefault, interactive, unreachable, unusedVariable,
  unassignedVariable, nullOnRight, alias, emptyCatch, assignmentInCondition, redirectionInCondition, silentErrors, automaticAssigned,
  trailingBacktick, sameOperands, laterPowerShell,
];
