/** All rules, in the order of their ids. A new rule is a file here, a line below, and a section of the README. */
import type { Rule } from '../rule.ts';
import { activityParameter } from './activityParameter.ts';
import { alias } from './alias.ts';
import { assetDynamic } from './assetDynamic.ts';
import { assetInInlineScript } from './assetInInlineScript.ts';
import { assetKind } from './assetKind.ts';
import { assetMissing } from './assetMissing.ts';
import { assignmentInCondition } from './assignmentInCondition.ts';
import { automaticAssigned } from './automaticAssigned.ts';
import { certificateCheck } from './certificateCheck.ts';
import { childCycle } from './childCycle.ts';
import { childInExpression } from './childInExpression.ts';
import { childInFunction } from './childInFunction.ts';
import { childInInlineScript } from './childInInlineScript.ts';
import { childInPipeline } from './childInPipeline.ts';
import { childMandatory } from './childMandatory.ts';
import { childMissing } from './childMissing.ts';
import { childParameters } from './childParameters.ts';
import { childPositional } from './childPositional.ts';
import { childUnpublished } from './childUnpublished.ts';
import { codeOutside } from './codeOutside.ts';
import { deserialisedMethod } from './deserialisedMethod.ts';
import { emptyCatch } from './emptyCatch.ts';
import { emptyRunbook } from './emptyRunbook.ts';
import { excludedCmdlet } from './excludedCmdlet.ts';
import { fileAcrossCheckpoint } from './fileAcrossCheckpoint.ts';
import { fileName } from './fileName.ts';
import { inlineScriptVariable } from './inlineScriptVariable.ts';
import { interactive } from './interactive.ts';
import { invokeExpression } from './invokeExpression.ts';
import { mandatoryDefault } from './mandatoryDefault.ts';
import { misplacedActivity } from './misplacedActivity.ts';
import { missingSynopsis } from './missingSynopsis.ts';
import { noCheckpoint } from './noCheckpoint.ts';
import { nullOnRight } from './nullOnRight.ts';
import { parallelAlone } from './parallelAlone.ts';
import { parameterAttributes } from './parameterAttributes.ts';
import { plainCredential } from './plainCredential.ts';
import { plainSecret } from './plainSecret.ts';
import { positionalInWorkflow } from './positionalInWorkflow.ts';
import { redirectionInCondition } from './redirectionInCondition.ts';
import { returnInParallel } from './returnInParallel.ts';
import { runbookName } from './runbookName.ts';
import { sameOperands } from './sameOperands.ts';
import { scriptFromWorkflow } from './scriptFromWorkflow.ts';
import { scriptPath } from './scriptPath.ts';
import { secretWritten } from './secretWritten.ts';
import { severalWorkflows } from './severalWorkflows.ts';
import { silentErrors } from './silentErrors.ts';
import { stateAcrossCheckpoint } from './stateAcrossCheckpoint.ts';
import { switchParameter } from './switchParameter.ts';
import { syntaxError } from './syntaxError.ts';
import { trailingBacktick } from './trailingBacktick.ts';
import { unassignedVariable } from './unassignedVariable.ts';
import { unknownSuppression } from './unknownSuppression.ts';
import { unreachable } from './unreachable.ts';
import { unusedVariable } from './unusedVariable.ts';
import { usingMissing } from './usingMissing.ts';
import { usingOutside } from './usingOutside.ts';
import { workflowFromScript } from './workflowFromScript.ts';
import { workflowLanguage } from './workflowLanguage.ts';
import { writeHost } from './writeHost.ts';
import { writeProgress } from './writeProgress.ts';

export const RULES: readonly Rule[] = [
  syntaxError, unknownSuppression, childInFunction, childInInlineScript, scriptFromWorkflow, workflowFromScript, childMissing, childCycle,
  childPositional, childParameters, childMandatory, childUnpublished, scriptPath, childInExpression, childInPipeline, assetMissing, assetKind, assetDynamic,
  assetInInlineScript, parameterAttributes, switchParameter, writeHost, writeProgress, excludedCmdlet, deserialisedMethod, usingMissing,
  usingOutside, workflowLanguage, misplacedActivity, inlineScriptVariable, returnInParallel, parallelAlone, positionalInWorkflow, activityParameter, noCheckpoint,
  stateAcrossCheckpoint, fileAcrossCheckpoint, plainSecret, plainCredential, secretWritten, invokeExpression, certificateCheck, fileName,
  severalWorkflows, runbookName, codeOutside, emptyRunbook, missingSynopsis, mandatoryDefault, interactive, unreachable, unusedVariable,
  unassignedVariable, nullOnRight, alias, emptyCatch, assignmentInCondition, redirectionInCondition, silentErrors, automaticAssigned,
  trailingBacktick, sameOperands,
];
