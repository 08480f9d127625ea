/** Whether there is room for another connection (`maxclients`). Source of the rule: the reference's `acceptCommonHandler`. */
import { err } from './errors.ts';
import type { ErrorReply } from './reply.ts';

export class Admission {
  max = 10_000;
  /** Connections that found no room. */
  rejected = 0;
  private readonly clients: { readonly size: number };

  constructor(clients: { readonly size: number }) {
    this.clients = clients;
  }

  /** To be asked before `engine.connect`: what to answer where there is no room, before the connection is closed. */
  refusal(): ErrorReply | undefined {
    if (this.clients.size < this.max) return undefined;
    this.rejected++;
    return err('max number of clients reached');
  }
}
