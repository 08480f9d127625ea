/** What the prelude asks of the machine itself and not of the engine: what Lua's libraries do with 64 bits. */
import { ErrorReply, type Reply } from '../reply.ts';
import { formatLong, parseLong } from './long.ts';
import { pack, StructError, structSize, unpack } from './struct.ts';

/** The answer; undefined where the question is one for the engine. */
export function answerLibrary([question, ...words]: readonly string[]): Reply | undefined {
  switch (question) {
    case 'f':
      return formatLong(words[0] ?? '', words[1] ?? '', words[2] ?? '');
    case 'n':
      return parseLong(words[0] ?? '', Number(words[1]));
    case 'k':
      return structured(words[0] ?? '', words[1] ?? '', words.slice(2));
    default:
      return undefined;
  }
}

/** A function of the library struct; see struct.ts for the words. */
function structured(name: string, format: string, words: readonly string[]): Reply {
  try {
    if (name === 'pack') return [`s${pack(format, words)}`];
    if (name === 'unpack') return unpack(format, words[0] ?? '', Number(words[1]));
    return [`n${structSize(format)}`];
  } catch (error) {
    if (error instanceof StructError) return new ErrorReply(error.message);
    throw error;
  }
}
