import { SaxesParser } from 'saxes';
import { importFault } from '../faults.ts';
import type { ByteSource } from './bytes.ts';
import { MAX_ROW_CHARACTERS } from './limits.ts';
import { knownEncoding } from './text.ts';

/** What is told of an XML document while it is read; names come without their prefix. */
export interface XmlEvents {
  open?(name: string, attributes: Record<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
}

const MAX_DEPTH = 200;

/**
 * Reads XML as a stream and yields after each piece, so that what the events collected can be passed on.
 * @param encoding in place of what the document declares.
 * @throws AppError when it is broken or cut short, or an element is too large to hold.
 */
export async function* readXml(source: ByteSource, events: XmlEvents, encoding?: string): AsyncGenerator<void> {
  const parser = new SaxesParser({ position: false });
  let depth = 0;
  let pending = 0;
  parser.on('opentag', (tag) => {
    pending = 0;
    if (++depth > MAX_DEPTH) throw new Error('too deep');
    events.open?.(plainName(tag.name), tag.attributes as Record<string, string>);
  });
  parser.on('closetag', (tag) => {
    pending = 0;
    depth--;
    events.close?.(plainName(tag.name));
  });
  if (events.text) {
    parser.on('text', (text) => events.text!(text));
    parser.on('cdata', (text) => events.text!(text));
  }
  parser.on('error', (error) => {
    throw error;
  });
  try {
    const decoder = new TextDecoder(encoding ?? declaredEncoding(source.head), { fatal: true });
    for await (const chunk of source.chunks()) {
      pending += chunk.length;
      parser.write(decoder.decode(chunk, { stream: true }));
      if (pending > MAX_ROW_CHARACTERS) throw new Error('an element is too large');
      yield;
    }
    parser.write(decoder.decode()).close();
    yield;
  } catch (error) {
    if (error instanceof Error && 'sentence' in error) throw error;
    throw broken(source.name, error);
  }
}

const plainName = (name: string) => (name.includes(':') ? name.slice(name.indexOf(':') + 1) : name);

/** By the byte order mark, else by the declaration, else UTF-8. */
function declaredEncoding(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const declared = /^[^<]*<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(head.toString('latin1', 0, 200))?.[1];
  return declared && !/^utf-?16/i.test(declared) ? knownEncoding(declared) : 'utf-8';
}

function broken(name: string, error: unknown) {
  return importFault(
    `${name} 的内容不完整或不是正确的 XML，可能复制或下载时中断。请重新导出或复制后上传。`,
    `${name} is cut off or no sound XML; copying or downloading it was probably broken off. Export or copy it again and upload that.`,
    'file',
    error,
  );
}
