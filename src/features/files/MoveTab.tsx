/** How to load our files with a real server, to the letter. */
import { useState } from 'react';
import { IconButton } from '../../ui/Button.tsx';
import { Segments } from '../../ui/Segments.tsx';
import styles from './Files.module.css';
import { type Recipe, recipes, type ServerKind } from './recipes.ts';

const SERVERS = [
  { value: 'redis', label: 'redis-server' },
  { value: 'valkey', label: 'valkey-server' },
  { value: 'docker-redis', label: 'Docker: Redis' },
  { value: 'docker-valkey', label: 'Docker: Valkey' },
] as const;

export function MoveTab() {
  const [server, setServer] = useState<ServerKind>('redis');
  return (
    <>
      <Segments<ServerKind> label="Server" value={server} options={SERVERS} onChange={setServer} />
      {recipes(server).map((recipe) => (
        <RecipeView key={recipe.title} recipe={recipe} />
      ))}
    </>
  );
}

function RecipeView({ recipe: { title, text, command } }: { recipe: Recipe }) {
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(command).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <section className={styles.recipe}>
      <h3>{title}</h3>
      <p>{text}</p>
      <div className={styles.command}>
        <pre>{command}</pre>
        <IconButton
          small
          icon={copied ? 'check' : 'copy'}
          label={copied ? 'Copied' : `Copy the command: ${title}`}
          onClick={() => void copy()}
        />
      </div>
    </section>
  );
}
