/** A sorted set in order, as bars that move. */
export { RankingPanel } from './RankingPanel.tsx';
