/** What most subcommands of ACL have in common. */
import { type Flag, noKeys } from '../../../command.ts';

/** Whoever may use these can change who may do what. */
const ADMIN: readonly Flag[] = ['admin', 'noscript', 'loading', 'stale', 'sentinel'];
/** These tell or make something without touching users. */
const OPEN: readonly Flag[] = ['noscript', 'loading', 'stale', 'sentinel'];

const COMMON = { group: 'server', since: '6.0.0', keys: noKeys } as const;
export const FACTS = { ...COMMON, flags: ADMIN };
export const OPEN_FACTS = { ...COMMON, flags: OPEN };
