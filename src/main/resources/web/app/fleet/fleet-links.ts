import { quoted } from '../filter/grammar';
import { urlState } from '../url-state';

/** The whole fleet, with a filter in place of the one that is there. */
export function filterHref(field: string, value: string): string {
  return partHref('', field ? `${field}:${quoted(value)}` : quoted(value));
}

/** A part of the fleet; the time range stays. */
export function partHref(part: string, filter = urlState.get('q')): string {
  return urlState.href(part ? `/fleet/${part}` : '/fleet', { q: filter || undefined, since: urlState.get('since') || undefined });
}
