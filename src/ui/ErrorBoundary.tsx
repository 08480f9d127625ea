/** Keeps an error in one panel from taking the page with it. */
import { Component, type ReactNode } from 'react';
import { Button } from './Button.tsx';
import styles from './Panel.module.css';

interface Props {
  /** What failed, for the sentence: "The console stopped …". */
  readonly name: string;
  readonly children: ReactNode;
}

export class ErrorBoundary extends Component<Props, { error: unknown }> {
  override state: { error: unknown } = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <div className={styles.empty} role="alert">
        <strong>{this.props.name} stopped because of an error of ours.</strong>
        <p>{error instanceof Error ? error.message : String(error)}</p>
        <Button onClick={() => this.setState({ error: undefined })} icon="refresh">
          Try again
        </Button>
      </div>
    );
  }
}
