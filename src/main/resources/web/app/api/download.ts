import { request } from './client';
import { token } from './token';

/**
 * Saves what a link leads to. Where the server wants a token the link alone does not do: it cannot send one, so the answer is
 * fetched and saved from memory.
 */
export async function download(event: Event, name: string): Promise<void> {
  if (!token.given) return;
  event.preventDefault();
  const response = await request((event.currentTarget as HTMLAnchorElement).href);
  const content = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = content;
  link.download = name;
  link.click();
  URL.revokeObjectURL(content);
}
