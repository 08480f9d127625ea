/** The database's results as text and as rows, for whoever asks for them through the playground's actions. */
export { errorLines, loadingText, resultLines, resultSummary, resultText } from '../sql/format.ts';
export { resultRows } from '../sql/values.ts';
