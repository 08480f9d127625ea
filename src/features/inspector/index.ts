/** What is inside the key that is looked at. */
export { InspectorPanel } from './InspectorPanel.tsx';
