export { editDistance, nearest } from '../project/nearest.ts';
