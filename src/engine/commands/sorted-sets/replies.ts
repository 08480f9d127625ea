/** Shapes of replies that carry scores. */
import { double, type Reply } from '../../reply.ts';

/**
 * Collects members, with their scores where `scores` is set: flat in RESP2, a pair for each in RESP3.
 */
export class MemberList {
  readonly items: Reply[] = [];
  private readonly scores: boolean;
  private readonly pairs: boolean;

  constructor(scores: boolean, pairs: boolean) {
    this.scores = scores;
    this.pairs = pairs;
  }

  readonly add = (member: string, score: number): void => {
    if (!this.scores) this.items.push(member);
    else if (this.pairs) this.items.push([member, double(score)]);
    else this.items.push(member, double(score));
  };
}
