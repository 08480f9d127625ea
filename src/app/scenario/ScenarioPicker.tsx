/** The menu of scenarios in the header; each stands in the palette too. */
import { useState } from 'react';
import { usePlaygroundStore } from '../../client/provider.tsx';
import { type Scenario, scenarios } from '../../scenarios/index.ts';
import { useCommands } from '../../ui/commands.tsx';
import { MenuButton } from '../../ui/Menu.tsx';
import { Fill } from '../../ui/slots.tsx';
import { asShared, useOpenScenario } from './current.ts';
import { OpenScenarioDialog } from './OpenScenarioDialog.tsx';

/** In a tab of its own: what stands in this one stays. */
const openGallery = () => window.open('./scenarios/', '_blank', 'noopener');

export function ScenarioPicker() {
  const store = usePlaygroundStore();
  const open = useOpenScenario();
  const [asked, setAsked] = useState<Scenario>();

  function pick(scenario: Scenario) {
    const { draft } = store.getState();
    // A script that a person has written is not replaced without a question; one of ours is.
    const ours = draft.trim() === '' || scenarios.some(({ script }) => script === draft);
    if (ours) void open(asShared(scenario), 'here');
    else setAsked(scenario);
  }

  useCommands([
    {
      id: 'scenarios.gallery',
      title: 'All scenarios, to search and read',
      group: 'Scenarios',
      keywords: 'gallery examples list',
      run: openGallery,
    },
    ...scenarios.map((scenario) => ({
      id: `scenario.${scenario.id}`,
      title: scenario.title,
      group: 'Scenarios',
      keywords: `scenario example ${scenario.summary}`,
      run: () => pick(scenario),
    })),
  ]);

  return (
    <>
      <Fill slot="scenario">
        <MenuButton
          label="Scenarios"
          icon="book"
          look="quiet"
          entries={() => [
            ...scenarios.map((scenario) => ({ label: scenario.title, onSelect: () => pick(scenario) })),
            { kind: 'separator' as const, id: 'gallery' },
            { label: 'All scenarios, to search and read', icon: 'search' as const, onSelect: openGallery },
          ]}
        >
          <span className="wide-text">Scenarios</span>
        </MenuButton>
      </Fill>
      {asked && (
        <OpenScenarioDialog
          scenario={asShared(asked)}
          question="The editor holds a script of yours."
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}
