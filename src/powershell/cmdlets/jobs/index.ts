import { getJob, receiveJob, removeJob, stopJob, waitJob } from './jobCmdlets.ts';
import { startJob, startThreadJob } from './startJob.ts';

export const jobCmdlets = [getJob, receiveJob, removeJob, startJob, startThreadJob, stopJob, waitJob];
